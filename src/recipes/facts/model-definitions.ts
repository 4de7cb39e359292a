import { knexTables } from '../node/knex-tables.ts';
import type { Project } from '../project.ts';
import { migratedTables } from '../sqlalchemy/migrated-tables.ts';
import { modelledTables } from '../sqlalchemy/modelled-tables.ts';
import { type KnownTable, tableDefinitions } from './known-table.ts';

/**
 * The tables that models and migrations define, as definitions in PostgreSQL's words. A table of
 * which they do not say every column is left out. Of a model and a migration the model is believed.
 */
export function modelDefinitions(project: Project): string {
  const tables = new Map<string, KnownTable>();
  for (const table of [
    ...knexTables(project),
    ...migratedTables(project),
    ...modelledTables(project),
  ])
    tables.set(table.name, table);
  return tableDefinitions([...tables.values()]);
}
