import { main } from '../../src/cli/main.ts';

export interface CommandLineCall {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
}

/** Calls the command line in this process, without a terminal's colours. */
export async function callCommandLine(
  args: readonly string[],
  cwd = process.cwd(),
): Promise<CommandLineCall> {
  let out = '';
  let err = '';
  const exitCode = await main(args, {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    colour: false,
    readInput: async () => '',
    cwd,
  });
  return { exitCode, out, err };
}
