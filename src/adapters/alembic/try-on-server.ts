import { readPostgresqlCatalog } from '../../catalog/postgresql/read.ts';
import { statements } from '../../catalog/postgresql/statements.ts';
import type { CatalogRow } from '../../catalog/query.ts';
import { SwitchError } from '../../core/errors.ts';
import { catalogText } from '../../migrations/catalog-text.ts';
import type { RanMigration } from '../../migrations/report.ts';
import { type AlembicPlace, type AlembicStatusEvent, ranRevisions, runAlembic } from './runner.ts';

/** What a run did on a database of its own. */
export interface Tried {
  readonly ran: readonly RanMigration[];
  readonly schema: { readonly before: string; readonly after: string };
}

/**
 * Runs Alembic on an empty database of the project's server that is brought to where the real one
 * is, and removes it afterwards. A schema would not do: a revision that names `public` would change
 * the real tables. Gives the reason where there cannot be such a database, and throws what the run
 * itself throws.
 */
export async function tryOnServer(
  place: AlembicPlace,
  { current }: AlembicStatusEvent,
  args: readonly string[],
): Promise<Tried | { readonly impossible: string }> {
  const name = `engine_switch_dry_run_${process.pid}`;
  const onServer = (sql: string) => runAlembic(place, { command: 'sql', args: [], sql: [sql] });
  const scratch: AlembicPlace = { ...place, database: name };
  const made = await reasonOf(() => onServer(`CREATE DATABASE "${name}"`));
  if (made) return { impossible: made.message };
  try {
    const late = await reasonOf(async () => {
      for (const revision of current) {
        await runAlembic(scratch, { command: 'run', args: ['upgrade', revision] });
      }
    });
    if (late) return { impossible: late.message };
    const before = await schemaText(scratch);
    const ran = ranRevisions(await runAlembic(scratch, { command: 'run', args }));
    return { ran, schema: { before, after: await schemaText(scratch) } };
  } finally {
    await onServer(`DROP DATABASE "${name}"`);
  }
}

async function reasonOf(work: () => Promise<unknown>): Promise<SwitchError | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (error instanceof SwitchError) return error;
    throw error;
  }
}

/** The catalogue through the project's own driver, whatever that makes of values: as JSON text. */
async function schemaText(place: AlembicPlace): Promise<string> {
  const queries = Object.values(statements);
  const sql = queries.map(
    (query) => `SELECT coalesce(json_agg(to_json(t)), '[]')::text AS rows FROM (${query}) t`,
  );
  const events = await runAlembic(place, { command: 'sql', args: [], sql });
  const texts = events.flatMap((event) => (event.kind === 'rows' ? event.text : []));
  const rows = new Map(
    queries.map((query, index): [string, CatalogRow[]] => [
      query,
      JSON.parse(texts[index] ?? '[]'),
    ]),
  );
  return catalogText(await readPostgresqlCatalog(async (query) => rows.get(query) ?? []));
}
