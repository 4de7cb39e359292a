import { spawn } from 'node:child_process';

/** Runs npm as the npm script above us was run; rejects with its output if it fails. */
export async function runNpm(args: readonly string[], cwd?: string): Promise<void> {
  const cli = process.env.npm_execpath;
  const [program, prefix] = cli ? [process.execPath, [cli]] : ['npm', []];
  const child = spawn(program, [...prefix, ...args, '--no-audit', '--no-fund'], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject).on('close', resolve);
  });
  if (code !== 0) throw new Error(`npm ${args[0]} failed with ${code}:\n${output.slice(-4000)}`);
}
