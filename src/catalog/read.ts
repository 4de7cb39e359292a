import type { EngineId } from '../core/goal.ts';
import type { Catalog } from './model.ts';
import { readPostgresqlCatalog } from './postgresql/read.ts';
import type { Query } from './query.ts';
import { readSqliteCatalog } from './sqlite/read.ts';

const readers: Readonly<Record<EngineId, (query: Query) => Promise<Catalog>>> = {
  postgresql: readPostgresqlCatalog,
  sqlite: readSqliteCatalog,
};

/** Reads the catalogue of a live database through a connection of this engine. */
export function readCatalog(engine: EngineId, query: Query): Promise<Catalog> {
  return readers[engine](query);
}
