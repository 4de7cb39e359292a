import { SwitchError } from '../core/errors.ts';
import {
  columnProblem,
  columnTypes,
  type NewColumn,
  readValue,
} from '../migrations/columns/new-column.ts';
import type { MigrationAction } from '../migrations/request.ts';
import { type Arguments, textOption } from './command.ts';

const verbs = [
  'status',
  'up',
  'down',
  'make',
  'fresh',
  'set-up',
  'merge',
  'stamp',
  'seed',
  'unlock',
  'backups',
  'restore',
  'restore-history',
] as const;

/** What can stand behind `engine-switch migrate`. */
export type Verb = (typeof verbs)[number];

/** Throws `wrong-usage`. */
export function readMigrationVerb(word: string | undefined): Verb {
  const known = verbs.find((candidate) => candidate === word);
  if (known) return known;
  const problem = word === undefined ? 'migrate wants a word more.' : `migrate cannot “${word}”.`;
  throw new SwitchError('wrong-usage', problem, `Use one of: ${verbs.join(', ')}.`);
}

/** The action that a verb and its options ask for; throws `wrong-usage`. */
export function readMigrationAction(
  verb: Exclude<Verb, 'backups' | 'restore'>,
  args: Arguments,
): MigrationAction {
  const name = textOption(args, 'name');
  switch (verb) {
    case 'up':
      return { kind: 'up', ...(name !== undefined && { to: name }) };
    case 'down':
      if (args.values.all) return { kind: 'rollback', scope: 'all' };
      return name === undefined ? { kind: 'rollback', scope: 'batch' } : { kind: 'down', name };
    case 'seed':
      return { kind: 'seed', ...(name !== undefined && { file: name }) };
    case 'make':
      return makeAction(name, args);
    case 'merge':
    case 'stamp':
      return { kind: verb, name: required(name, verb) };
    case 'status':
    case 'unlock':
    case 'fresh':
    case 'restore-history':
    case 'set-up':
      return { kind: verb };
  }
}

function makeAction(name: string | undefined, args: Arguments): MigrationAction {
  const table = textOption(args, 'table');
  const written = textOption(args, 'column');
  if (table === undefined || written === undefined) {
    return { kind: 'make', name: required(name, 'make') };
  }
  const column = readColumn(table, written, args);
  const problem = columnProblem(column);
  if (problem) throw new SwitchError('wrong-usage', problem, 'Add --default or --nullable.');
  return { kind: 'make', name: name ?? `add_${column.name}_to_${table}`, column };
}

function readColumn(table: string, written: string, args: Arguments): NewColumn {
  const [name = '', word = 'string'] = written.split(':');
  const type = columnTypes.find((candidate) => candidate === word);
  if (!type) {
    throw new SwitchError('wrong-usage', `No type “${word}”.`, `Use ${columnTypes.join(', ')}.`);
  }
  const value = textOption(args, 'default');
  const nullable = args.values.nullable === true;
  const base = { table, name, type, nullable, index: args.values.index === true };
  return { ...base, ...(value !== undefined && { value: readValue(value, type) }) };
}

function required(name: string | undefined, verb: Verb): string {
  if (name !== undefined) return name;
  throw new SwitchError('wrong-usage', `${verb} wants a name.`, 'Add --name and the name.');
}
