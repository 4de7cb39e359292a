import type { DatabaseSync } from 'node:sqlite';
import type { Table } from '../../catalog/model.ts';
import { isInconclusive, probeInsert } from '../../migrations/guard/insert-probe.ts';
import type { InsertProblem } from '../../migrations/guard/report.ts';
import { resultCodeName } from '../sqlite/result-codes.ts';

/** Inserts one row into every table and takes it back; says which tables take none. */
export function probeInserts(
  database: DatabaseSync,
  tables: readonly Table[],
): readonly InsertProblem[] {
  database.exec('PRAGMA foreign_keys = OFF');
  return tables
    .filter(({ kind }) => kind !== 'virtual')
    .flatMap((table) => probe(database, table) ?? []);
}

function probe(database: DatabaseSync, table: Table): InsertProblem | undefined {
  database.exec('BEGIN');
  try {
    database.exec(probeInsert(table));
    return nullKey(database, table);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) : 1;
    if (isInconclusive(resultCodeName(code), message, table)) return undefined;
    return { table: table.name, message };
  } finally {
    if (database.isTransaction) database.exec('ROLLBACK');
  }
}

/** SQLite lets a key that is no rowid be NULL: `id SERIAL PRIMARY KEY` takes a row and no id. */
function nullKey(database: DatabaseSync, table: Table): InsertProblem | undefined {
  const [key, second] = table.primaryKey;
  if (key === undefined || second !== undefined) return undefined;
  const quoted = `"${key.replaceAll('"', '""')}"`;
  const name = `"${table.name.replaceAll('"', '""')}"`;
  const row = database.prepare(`SELECT 1 FROM ${name} WHERE ${quoted} IS NULL LIMIT 1`).get();
  if (!row) return undefined;
  return { table: table.name, message: `a row without ${key} gets NULL instead of a number` };
}
