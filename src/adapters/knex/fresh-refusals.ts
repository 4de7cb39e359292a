import type { Difference } from '../../catalog/compare.ts';
import { SwitchError } from '../../core/errors.ts';
import type { MigrationEntry } from '../../migrations/report.ts';
import type { MadeSchema } from './history-schema.ts';

/** The schema of all migrations has to be the database's: throws where one is pending or gone. */
export function refuseUnfinished(entries: readonly MigrationEntry[]): void {
  const pending = entries.filter(({ state }) => state === 'pending').map(({ name }) => name);
  const missing = entries.filter(({ state }) => state === 'missing').map(({ name }) => name);
  if (pending.length > 0) {
    throw new SwitchError(
      'wrong-usage',
      `The database does not have all migrations yet: ${pending.slice(0, 3).join(', ')}.`,
      'Run them with: engine-switch migrate up',
    );
  }
  if (missing.length === 0) return;
  throw new SwitchError(
    'wrong-usage',
    `The database has migrations whose files are gone: ${missing.slice(0, 3).join(', ')}.`,
    'Bring the files back, so that the schema of all migrations is known.',
  );
}

/** Throws for what no builder of Knex makes, and the catalogue does not hold. */
export function refuseUnwritable({ catalog }: MadeSchema): void {
  if (catalog.engine === 'sqlite') return;
  const reasons = [
    ...catalog.tables.flatMap(({ schema, name, kind, triggers }) => [
      ...(schema === 'public' ? [] : [`the schema ${schema}`]),
      ...(kind === 'table' ? [] : [`the ${kind} table ${name}`]),
      ...triggers.map((trigger) => `the trigger ${trigger.name} with its function`),
    ]),
    ...catalog.domains.map(({ name }) => `the domain ${name}`),
  ];
  if (reasons.length > 0) throw refused([...new Set(reasons)]);
}

/** The new migration makes another schema than the old ones, or does not undo itself. */
export function otherSchema(differences: readonly Difference[]): SwitchError {
  return refused(
    differences.map(({ what, table, item, left, right }) =>
      [
        what,
        item === '' ? table : `${table}.${item}`,
        `(${left ?? 'none'} / ${right ?? 'none'})`,
      ].join(' '),
    ),
  );
}

function refused(reasons: readonly string[]): SwitchError {
  return new SwitchError(
    'migration-refused',
    `One migration of Knex cannot make the schema that the old ones make: ${reasons.slice(0, 5).join('; ')}.`,
    'Nothing was changed. Keep the history, or put these into a migration of their own afterwards.',
  );
}

/** Files that only the project's code knows cannot be moved. */
export function ownSource(): SwitchError {
  return new SwitchError(
    'wrong-usage',
    'The knexfile has a migrationSource of its own, so that the files of the migrations are not known.',
    'Set migrations.directory instead, or begin the history anew by hand.',
  );
}

/** There is no history that could begin anew. */
export function noMigrations(): SwitchError {
  return new SwitchError(
    'wrong-usage',
    'This project has no migration yet.',
    'Make one with: engine-switch migrate make --name NAME',
  );
}

/** Files that are not the workspace's are not moved. */
export function outside(name: string): SwitchError {
  return new SwitchError(
    'wrong-usage',
    `The migration ${name} lies outside of the workspace.`,
    'Name a folder that holds the migrations too.',
  );
}
