import type { Knex } from 'knex';
import type { MigrationReport } from '../../migrations/report.ts';
import { guardedRun } from '../migrations/guarded-run.ts';
import type { LedgerEntry } from '../migrations/history-swap.ts';
import { KnexRecorder } from './recorder.ts';
import { connect, type KnexRun } from './run-knex.ts';
import { migratorConfig } from './status.ts';

/** Says that the database has these migrations and no others; runs nothing. */
export async function tellDatabase(
  run: KnexRun,
  entries: readonly LedgerEntry[],
): Promise<Pick<MigrationReport, 'guard'>> {
  const { project } = run;
  if (project.file === undefined) {
    await rewriteLedger(await connect(project, undefined, undefined), entries);
    return {};
  }
  const recorder = new KnexRecorder(run.onOutput);
  const { guard } = await guardedRun({ ...run, file: project.file }, async (copy) => {
    const knex = await connect(project, copy, recorder);
    recorder.listen(knex);
    await rewriteLedger(knex, entries);
    return { value: undefined, idle: false, ...recorder };
  });
  return { guard };
}

async function rewriteLedger(knex: Knex, entries: readonly LedgerEntry[]): Promise<void> {
  try {
    await knex.transaction(async (transaction) => {
      await ledgerOf(transaction, knex).delete();
      for (const { name, batch = 1 } of entries) {
        await ledgerOf(transaction, knex).insert({ name, batch, migration_time: new Date() });
      }
    });
  } finally {
    await knex.destroy();
  }
}

/** The table in which Knex remembers what ran. */
function ledgerOf(knex: Knex.Transaction, owner: Knex) {
  const { tableName, schemaName } = migratorConfig(owner);
  return schemaName ? knex(tableName).withSchema(schemaName) : knex(tableName);
}
