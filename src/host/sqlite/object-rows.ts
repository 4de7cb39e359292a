import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { DriverValue } from '../../data/value.ts';
import { splitSqliteStatements } from '../../sql/sqlite-statements.ts';
import { isKeyword, significantTokens } from '../../sql/sqlite-tokens.ts';
import type { Bindings, RowSource } from './connection.ts';
import { guarded } from './guarded.ts';
import type { NodeStatements } from './node-statements.ts';

/** The table that takes on the columns of a statement for a moment. */
const probe = 'engine_switch_columns';

type ObjectRow = Readonly<Record<string, DriverValue>>;

/**
 * Rows as objects, all that Node before 22.16 gives: an object has each name once, and numbers
 * before other names. So an empty table is made of the statement, which numbers names that are there
 * twice and knows their order, and the rows are read under names of our own.
 */
export const objectRows: NodeStatements = {
  query(database, sql, bindings) {
    const [statement] = splitSqliteStatements(sql);
    const text = statement?.text ?? sql;
    const columns = columnsOf(database, text, bindings);
    return columns ? namedRows(database, text, { columns, bindings }) : plainRows(database, text);
  },

  change(database, sql, bindings) {
    return Number(call(database.prepare(sql), 'run', sql, bindings).changes);
  },
};

/** The columns of what can stand in FROM; nothing for PRAGMA, EXPLAIN and statements that write. */
function columnsOf(
  database: DatabaseSync,
  text: string,
  bindings: Bindings,
): RowSource['columns'] | undefined {
  const [first] = significantTokens(text);
  const isQuery = ['SELECT', 'VALUES', 'WITH'].some((word) => isKeyword(first, word));
  if (!isQuery) return undefined;
  const sql = `CREATE TEMP TABLE ${probe} AS SELECT * FROM (\n${text}\n) LIMIT 0`;
  const made = prepared(database, sql, text);
  if (!made) return undefined;
  call(made, 'run', sql, bindings);
  try {
    const rows = database.prepare(`PRAGMA temp.table_info(${probe})`).all();
    return rows.map(({ name, type }) => ({ name: String(name), type: String(type) }));
  } finally {
    database.exec(`DROP TABLE temp.${probe}`);
  }
}

/** The statement around a query; nothing for WITH before INSERT, and the query's own refusal. */
function prepared(database: DatabaseSync, sql: string, text: string): StatementSync | undefined {
  try {
    return database.prepare(sql);
  } catch {
    database.prepare(text);
    return undefined;
  }
}

function namedRows(
  database: DatabaseSync,
  text: string,
  { columns, bindings }: { columns: RowSource['columns']; bindings: Bindings },
): RowSource {
  const names = columns.map((_, at) => `c${at}`);
  const sql = `WITH query(${names.join(', ')}) AS (\n${text}\n) SELECT * FROM query`;
  const statement = database.prepare(sql);
  statement.setReadBigInts(true);
  return { columns, rows: rowsOf(names, () => call(statement, 'iterate', sql, bindings)) };
}

function* rowsOf(
  names: readonly string[],
  start: () => unknown,
): Generator<readonly DriverValue[]> {
  const rows = guarded(start) as Iterator<ObjectRow>;
  try {
    for (;;) {
      const next = guarded(() => rows.next());
      if (next.done) return;
      yield names.map((name) => next.value[name] ?? null);
    }
  } finally {
    rows.return?.();
  }
}

/** PRAGMA and EXPLAIN: few rows, each name once, no parameters. */
function plainRows(database: DatabaseSync, text: string): RowSource {
  const [first] = significantTokens(text);
  const statement = database.prepare(text);
  const gives = isKeyword(first, 'PRAGMA') || isKeyword(first, 'EXPLAIN');
  if (!gives) return { columns: [], rows: [] };
  statement.setReadBigInts(true);
  const rows = statement.all() as unknown as readonly ObjectRow[];
  const names = Object.keys(rows[0] ?? {});
  return {
    columns: names.map((name) => ({ name, type: '' })),
    rows: rows.map((row) => names.map((name) => row[name] ?? null)),
  };
}

/** This Node takes the values of `?` by their place, and those of `?1` as of a name. */
function call<M extends 'run' | 'iterate'>(
  statement: StatementSync,
  method: M,
  sql: string,
  bindings: Bindings,
): ReturnType<StatementSync[M]> {
  const run = statement[method].bind(statement) as (
    ...values: unknown[]
  ) => ReturnType<StatementSync[M]>;
  if (!Array.isArray(bindings)) return run(bindings);
  const numbered = significantTokens(sql).some(({ text }) => /^\?\d+$/.test(text));
  if (!numbered) return run(...bindings);
  const named = bindings.map((value: DriverValue, at: number) => [`?${at + 1}`, value]);
  return run(Object.fromEntries(named));
}
