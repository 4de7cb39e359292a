import type { ParseArgsConfig } from 'node:util';

/** 0 done; 1 there is something for the user to do; 2 wrong usage; 3 failed, nothing half-written. */
export type ExitCode = 0 | 1 | 2 | 3;

/** The terminal, or whatever stands for it. */
export interface Terminal {
  /** Results; with `--json` one object and nothing else. */
  readonly out: (text: string) => void;
  /** Progress and errors. */
  readonly err: (text: string) => void;
  readonly colour: boolean;
  readonly readInput: () => Promise<string>;
  readonly cwd: string;
}

/** What a command was called with; unknown options were refused before. */
export interface Arguments {
  readonly positionals: readonly string[];
  readonly values: Readonly<Record<string, string | boolean | undefined>>;
}

/** One command of the command line: one file each. */
export interface Command {
  readonly name: string;
  /** What follows the name, for the help. */
  readonly usage: string;
  /** One line, for the help. */
  readonly summary: string;
  readonly options: NonNullable<ParseArgsConfig['options']>;
  /** Throws `SwitchError`. */
  run(args: Arguments, terminal: Terminal): Promise<ExitCode>;
}

/** The string value of an option; `undefined` where it was not given. */
export function textOption({ values }: Arguments, name: string): string | undefined {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
}
