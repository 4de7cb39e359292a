import { parseArgs } from 'node:util';
import { errorCodes, SwitchError } from '../core/errors.ts';
import { red } from './colour.ts';
import type { Arguments, Command, ExitCode, Terminal } from './command.ts';
import { commands } from './commands.ts';

/** Runs one call of the command line and says how it ended. */
export async function main(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const [name, ...rest] = argv;
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    terminal.out(helpText());
    return name === undefined ? 2 : 0;
  }
  const command = commands.find((candidate) => candidate.name === name);
  if (!command) return wrongUsage(`There is no command “${name}”.`, terminal);
  if (rest.includes('--help') || rest.includes('-h')) {
    terminal.out(`engine-switch ${command.name} ${command.usage}\n\n${command.summary}\n`);
    return 0;
  }
  try {
    return await command.run(readArguments(command, rest), terminal);
  } catch (error) {
    return report(error, terminal, rest.includes('--json') ? 'json' : 'text');
  }
}

function readArguments(command: Command, args: readonly string[]): Arguments {
  try {
    const config = { args: [...args], options: command.options, allowPositionals: true };
    const { values, positionals } = parseArgs(config);
    return { positionals, values: Object.fromEntries(Object.entries(values).map(simple)) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new SwitchError(
      'wrong-usage',
      message,
      `Usage: engine-switch ${command.name} ${command.usage}`,
      error,
    );
  }
}

/** No option of ours can be given more than once; the last one counts. */
function simple([name, value]: [string, unknown]): [string, string | boolean | undefined] {
  const last: unknown = Array.isArray(value) ? value.at(-1) : value;
  return [name, typeof last === 'string' || typeof last === 'boolean' ? last : undefined];
}

/** No stack for a user: what is no `SwitchError` is a defect of ours, said in one line. */
function report(error: unknown, terminal: Terminal, form: 'json' | 'text'): ExitCode {
  const { code, message, nextStep } = described(error);
  if (form === 'json') {
    terminal.out(`${JSON.stringify({ error: { code, message, nextStep } }, undefined, 2)}\n`);
  }
  terminal.err(`${red(terminal, 'error')}: ${message}\n${nextStep}\n`);
  return error instanceof SwitchError ? errorCodes[error.code] : 3;
}

function described(error: unknown) {
  if (error instanceof SwitchError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const nextStep = 'Please report it.';
  return { code: 'internal-error', message: `engine-switch failed: ${message}`, nextStep };
}

function wrongUsage(message: string, terminal: Terminal): ExitCode {
  terminal.err(`${red(terminal, 'error')}: ${message}\n\n${helpText()}`);
  return 2;
}

function helpText(): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  const lines = commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`);
  const head = 'engine-switch moves a project between PostgreSQL and SQLite, and back.';
  return `${head}\n\nUsage: engine-switch COMMAND [DIR] [OPTIONS]\n\n${lines.join('\n')}\n\nengine-switch COMMAND --help tells a command's options.\n`;
}
