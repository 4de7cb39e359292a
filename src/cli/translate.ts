import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { SwitchError } from '../core/errors.ts';
import type { EngineId } from '../core/goal.ts';
import { positionFinder } from '../core/span.ts';
import { loadParser } from '../sql/parser.ts';
import { type PlaceholderChoice, placeholderChoices } from '../sql/reading/placeholders.ts';
import { type Translation, translator } from '../sql/translate.ts';
import { printedProblem, translateLines } from '../sql/translate-lines.ts';
import {
  type Arguments,
  type Command,
  type ExitCode,
  type Terminal,
  textOption,
} from './command.ts';
import { isSqliteFile, liveSchema } from './known-schema.ts';

const usage =
  '--from postgresql --to sqlite [FILE|-] [--schema FILE] [--placeholders STYLE] [--json|--jsonl]';

export const translateCommand: Command = {
  name: 'translate',
  usage,
  summary: 'Translate SQL from one engine to the other, and say what differs.',
  options: {
    from: { type: 'string' },
    to: { type: 'string' },
    schema: { type: 'string' },
    placeholders: { type: 'string' },
    json: { type: 'boolean' },
    jsonl: { type: 'boolean' },
  },
  async run(args, terminal) {
    const [file = '-', surplus] = args.positionals;
    if (surplus !== undefined) throw wrongUsage('Name one file.');
    const from = engineOption(args, 'from');
    const to = engineOption(args, 'to');
    if (from === to) throw wrongUsage('--from and --to name the same engine.');
    const placeholders = placeholderOption(args);
    const text = file === '-' ? await terminal.readInput() : await readText(file, terminal);
    await loadParser();
    const schema = await schemaOption(args, terminal);
    return print(text, translator({ from, to, placeholders, ...schema }), args, terminal);
  },
};

function print(
  text: string,
  translate: (text: string) => Translation,
  { values }: Arguments,
  terminal: Terminal,
): ExitCode {
  if (values.jsonl) {
    for (const line of translateLines(text, translate)) terminal.out(`${line}\n`);
    return 0;
  }
  const { sql, problems } = translate(text);
  if (values.json) {
    const printed = problems.map((problem) => printedProblem(text, problem));
    terminal.out(`${JSON.stringify({ sql, problems: printed }, undefined, 2)}\n`);
    return 0;
  }
  terminal.out(sql);
  const positionOf = positionFinder(text);
  for (const { severity, code, message, span } of problems) {
    const { line, character } = positionOf(span.start);
    terminal.err(`${line + 1}:${character + 1}: ${severity}: ${message} [${code}]\n`);
  }
  return problems.some(({ severity }) => severity === 'error') ? 1 : 0;
}

function engineOption(args: Arguments, name: 'from' | 'to'): EngineId {
  const value = textOption(args, name);
  if (value === 'postgresql' || value === 'sqlite') return value;
  throw wrongUsage(`--${name} is postgresql or sqlite.`);
}

function placeholderOption(args: Arguments): PlaceholderChoice {
  const value = textOption(args, 'placeholders') ?? 'auto';
  const choice = placeholderChoices.find((item) => item === value);
  if (choice) return choice;
  throw wrongUsage(`--placeholders is ${placeholderChoices.join(', ')}.`);
}

/** A file of definitions, or a SQLite database. */
async function schemaOption(args: Arguments, terminal: Terminal) {
  const file = textOption(args, 'schema');
  if (file === undefined) return {};
  const schema = await readText(file, terminal);
  if (!(await isSqliteFile(resolve(terminal.cwd, file)))) return { schema };
  return { known: await liveSchema(file, terminal.cwd) };
}

function wrongUsage(message: string): SwitchError {
  return new SwitchError('wrong-usage', message, `Usage: engine-switch translate ${usage}`);
}

async function readText(path: string, { cwd }: Terminal): Promise<string> {
  try {
    return await readFile(resolve(cwd, path), 'utf8');
  } catch (error) {
    const nextStep = 'Check the name and try again.';
    throw new SwitchError(
      'workspace-not-found',
      `The file ${path} cannot be read.`,
      nextStep,
      error,
    );
  }
}
