import type { SQLInputValue, StatementSync } from 'node:sqlite';
import type { DriverValue } from '../../data/value.ts';
import type { Bindings, RowSource } from './connection.ts';
import { guarded } from './guarded.ts';
import type { NodeStatements } from './node-statements.ts';

/** Rows as arrays, and columns that the statement tells itself: Node from 22.16 on. */
export const arrayRows: NodeStatements = {
  query(database, sql, bindings) {
    const statement = database.prepare(sql);
    statement.setReturnArrays(true);
    statement.setReadBigInts(true);
    return { columns: columnsOf(statement), rows: rowsOf(statement, bindings) };
  },

  change(database, sql, bindings) {
    return Number(bound(database.prepare(sql), 'run', bindings).changes);
  },
};

function columnsOf(statement: StatementSync): RowSource['columns'] {
  return statement.columns().map(({ name, type, database, table, column }) => ({
    name,
    type: type ?? '',
    ...(table && column && { origin: { schema: database ?? 'main', table, column } }),
  }));
}

/** Positional or named values; node:sqlite takes them in different places. */
function bound<M extends 'run' | 'iterate'>(
  statement: StatementSync,
  method: M,
  bindings: Bindings,
): ReturnType<StatementSync[M]> {
  const call = statement[method].bind(statement) as (
    ...values: unknown[]
  ) => ReturnType<StatementSync[M]>;
  if (Array.isArray(bindings)) return call(...(bindings as SQLInputValue[]));
  return call(bindings);
}

function* rowsOf(statement: StatementSync, bindings: Bindings): Generator<readonly DriverValue[]> {
  const rows = guarded(() => bound(statement, 'iterate', bindings)) as unknown as Iterator<
    readonly DriverValue[]
  >;
  try {
    for (;;) {
      const next = guarded(() => rows.next());
      if (next.done) return;
      yield next.value;
    }
  } finally {
    rows.return?.();
  }
}
