import { quoteName } from '../sql/sqlite-tokens.ts';
import { Bindings } from './bindings.ts';
import type { Statement } from './database.ts';
import { conditions, type Selection } from './filter.ts';
import { fromName, type RowSource } from './source.ts';

/** Beyond this a count is not exact unless it is asked for. */
export const countLimit = 10_000;

/** Rows that are looked at for the values of a column. */
export const facetSample = 100_000;

/** Values of a column that are listed. */
export const facetLimit = 30;

/** Counts to the limit and one more: `10,000+`. Always quick. */
export function cappedCount(source: RowSource, selection: Selection): Statement {
  return over(
    source,
    selection,
    (inner) => `SELECT count(*) FROM (${inner} LIMIT ${countLimit + 1}) AS part`,
  );
}

/** Counts all rows; may take long. */
export function exactCount(source: RowSource, selection: Selection): Statement {
  const bindings = new Bindings(source.engine);
  const where = conditions(source, selection, bindings);
  const condition = where.length > 0 ? ` WHERE ${where.join(' AND ')}` : '';
  return {
    sql: `SELECT count(*) FROM ${fromName(source)}${condition}`,
    parameters: bindings.values,
  };
}

/** The most frequent values of a column with their numbers, among the first rows. */
export function facetStatement(source: RowSource, column: string, selection: Selection): Statement {
  const name = quoteName(column);
  return over(
    source,
    selection,
    (inner) =>
      `SELECT v, count(*) FROM (${inner} LIMIT ${facetSample}) AS part GROUP BY v ORDER BY count(*) DESC, v LIMIT ${facetLimit + 1}`,
    `${name} AS v`,
  );
}

function over(
  source: RowSource,
  selection: Selection,
  outer: (inner: string) => string,
  what = '1',
): Statement {
  const bindings = new Bindings(source.engine);
  const where = conditions(source, selection, bindings);
  const condition = where.length > 0 ? ` WHERE ${where.join(' AND ')}` : '';
  return {
    sql: outer(`SELECT ${what} FROM ${fromName(source)}${condition}`),
    parameters: bindings.values,
  };
}
