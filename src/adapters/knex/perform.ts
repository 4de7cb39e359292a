import type { Knex } from 'knex';
import { SwitchError } from '../../core/errors.ts';
import type { ChangeAction } from '../../migrations/request.ts';
import type { KnexRecorder } from './recorder.ts';
import { knexEntries, migratorConfig } from './status.ts';
import { tracedSource } from './traced-source.ts';

/**
 * Does what is asked on an open connection and tells the recorder. Throws `program-failed` with the
 * migration's own message.
 */
export async function perform(
  knex: Knex,
  action: ChangeAction,
  recorder: KnexRecorder,
): Promise<void> {
  recorder.listen(knex);
  const config: Knex.MigratorConfig = {
    migrationSource: tracedSource(migratorConfig(knex).migrationSource, recorder),
  };
  try {
    await run(knex, action, config, recorder);
  } catch (cause) {
    throw explained(cause, recorder);
  }
}

async function run(
  knex: Knex,
  action: ChangeAction,
  config: Knex.MigratorConfig,
  recorder: KnexRecorder,
): Promise<void> {
  const named = (name: string | undefined) => (name === undefined ? config : { ...config, name });
  switch (action.kind) {
    case 'up':
      if (action.to === undefined) return knex.migrate.latest(config);
      return upTo(knex, action.to, config);
    case 'up-one':
      return knex.migrate.up(named(action.name));
    case 'down':
      return knex.migrate.down(named(action.name));
    case 'rollback':
      return knex.migrate.rollback(config, action.scope === 'all');
    case 'seed':
      return seed(knex, action.file, recorder);
    case 'stamp':
      throw new Error('Knex cannot be told that migrations ran which did not.');
    case 'unlock':
      return knex.migrate.forceFreeMigrationsLock(config);
  }
}

/** Knex has `to` since 3.2; before, the pending ones are run one after the other. */
async function upTo(knex: Knex, name: string, config: Knex.MigratorConfig): Promise<void> {
  const { entries } = await knexEntries(knex, true);
  const index = entries.findIndex((entry) => entry.name === name);
  if (index < 0) throw new Error(`Migration "${name}" not found.`);
  for (const entry of entries.slice(0, index + 1)) {
    if (entry.state === 'pending') await knex.migrate.up({ ...config, name: entry.name });
  }
}

async function seed(knex: Knex, file: string | undefined, recorder: KnexRecorder): Promise<void> {
  recorder.begin(file ?? 'seeds', 'seed');
  try {
    await knex.seed.run(file === undefined ? undefined : { specific: file });
  } finally {
    recorder.end();
  }
}

function explained(cause: unknown, recorder: KnexRecorder): SwitchError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  if (cause instanceof Error && cause.name === 'MigrationLocked') {
    return new SwitchError(
      'program-failed',
      'Knex finds its lock taken: another run is under way, or one has crashed.',
      'If none is under way, release it: engine-switch migrate unlock',
      cause,
    );
  }
  const last = recorder.ran.at(-1);
  const where = last ? `The migration ${last.name} failed` : 'Knex failed';
  const parser = /^(Error: )?(Expected|Unexpected|No parsers)/.test(reason)
    ? ' Knex cannot read the CREATE TABLE statement that is in the database (comments, STRICT or unusual names), so it cannot rebuild the table.'
    : '';
  return new SwitchError(
    'program-failed',
    `${where}: ${reason}.${parser}`,
    'The database is as it was. Correct the migration and run again.',
    cause,
  );
}
