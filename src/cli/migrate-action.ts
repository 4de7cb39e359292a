import { SwitchError } from '../core/errors.ts';
import type { MigrationAction } from '../migrations/request.ts';
import { type Arguments, textOption } from './command.ts';

const verbs = [
  'status',
  'up',
  'down',
  'make',
  'fresh',
  'merge',
  'stamp',
  'seed',
  'unlock',
  'backups',
  'restore',
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
    case 'merge':
    case 'stamp':
      return { kind: verb, name: required(name, verb) };
    case 'status':
    case 'unlock':
    case 'fresh':
      return { kind: verb };
  }
}

function required(name: string | undefined, verb: Verb): string {
  if (name !== undefined) return name;
  throw new SwitchError('wrong-usage', `${verb} wants a name.`, 'Add --name and the name.');
}
