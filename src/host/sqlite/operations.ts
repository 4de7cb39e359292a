import type { Catalog } from '../../catalog/model.ts';
import type { CatalogRow } from '../../catalog/query.ts';
import { readSqliteCatalog } from '../../catalog/sqlite/read.ts';
import type {
  ResultSet,
  RunOptions,
  ScriptResult,
  SelectOptions,
  Statement,
  WriteOutcome,
  WriteStatement,
} from '../../data/database.ts';
import { cellOf, type DriverValue, driverValue, exactValue } from '../../data/value.ts';
import type { Bindings, SqliteConnection } from './connection.ts';
import { resultCodes, SqliteFailure } from './result-codes.ts';

/** What a statement binds, for a driver. */
export function bindingsOf({ parameters }: Statement): Bindings {
  if (Array.isArray(parameters)) return parameters.map(driverValue);
  const named = Object.entries(parameters).map(([name, value]) => [name, driverValue(value)]);
  return Object.fromEntries(named);
}

/** Reads at most `maxRows` rows and ends the statement at once. */
export function select(
  connection: SqliteConnection,
  statement: Statement,
  { maxRows, cells, wholeFrom = Infinity }: SelectOptions,
): ResultSet {
  const start = performance.now();
  const { columns, rows } = connection.query(statement.sql, bindingsOf(statement));
  const toCell = (value: DriverValue, at: number) =>
    cells === 'cut' && at < wholeFrom ? cellOf(value) : exactValue(value);
  const read = [];
  let more = false;
  for (const row of rows) {
    more = read.length === maxRows;
    if (more) break;
    read.push(row.map(toCell));
  }
  return { columns, rows: read, more, milliseconds: performance.now() - start };
}

/** Runs statements one after the other, to the first that is refused. */
export function run(
  connection: SqliteConnection,
  statements: readonly Statement[],
  options: RunOptions,
): ScriptResult {
  const sets: ResultSet[] = [];
  for (const statement of statements) {
    try {
      sets.push(runStatement(connection, statement, options));
    } catch (error) {
      if (!(error instanceof SqliteFailure)) throw error;
      const wouldWrite = options.access === 'read' && error.code === resultCodes.readOnly;
      return { sets, failure: { message: error.message, wouldWrite } };
    }
  }
  return { sets };
}

function runStatement(
  connection: SqliteConnection,
  statement: Statement,
  options: RunOptions,
): ResultSet {
  const start = performance.now();
  // Preparing tells whether there will be rows, and runs nothing.
  const { columns } = connection.query(statement.sql, []);
  if (columns.length > 0) return select(connection, statement, options);
  const changes = connection.change(statement.sql, bindingsOf(statement));
  return { columns, rows: [], more: false, milliseconds: performance.now() - start, changes };
}

/** Reads the catalogue; each of its statements is finished when it is. */
export async function readCatalog(connection: SqliteConnection): Promise<Catalog> {
  return readSqliteCatalog(async (sql, parameters = []): Promise<readonly CatalogRow[]> => {
    const { columns, rows } = connection.query(sql, parameters);
    return [...rows].map((row) =>
      Object.fromEntries(columns.map(({ name }, at) => [name, row[at]])),
    );
  });
}

/** All statements or none; a row count that is not the expected one takes all back. */
export function write(
  connection: SqliteConnection,
  statements: readonly WriteStatement[],
): WriteOutcome {
  connection.execute('BEGIN IMMEDIATE');
  try {
    let total = 0;
    for (const [at, statement] of statements.entries()) {
      const changes = connection.change(statement.sql, bindingsOf(statement));
      const { expectedChanges } = statement;
      if (expectedChanges !== undefined && changes !== expectedChanges) {
        connection.execute('ROLLBACK');
        return { kind: 'conflict', statement: at, changes };
      }
      total += changes;
    }
    connection.execute('COMMIT');
    return { kind: 'written', changes: total };
  } catch (error) {
    connection.execute('ROLLBACK');
    throw error;
  }
}
