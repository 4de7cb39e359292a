import { quoteName } from '../sql/sqlite-tokens.ts';
import type { Statement } from './database.ts';
import type { FacetColumn } from './grid/protocol.ts';
import { fromName, type RowSource } from './source.ts';

/** Rows that are looked at. */
const sample = 2000;

/** Columns that are looked at, and that are suggested at most. */
const limits = { columns: 60, suggested: 6, values: 12, length: 40 } as const;

/**
 * The statement that counts rows and, of each column of `columns`, the different values and the
 * characters of the longest, among the first rows; nothing for a view, which may be slow from its first row.
 */
export function facetColumnsStatement(
  source: RowSource,
): { readonly statement: Statement; readonly columns: readonly number[] } | undefined {
  if (source.key.length === 0) return undefined;
  const columns = source.columns.flatMap(({ primaryKey, type }, at) =>
    primaryKey || /blob|bytea|json|xml/i.test(type) ? [] : [at],
  );
  const looked = columns.slice(0, limits.columns);
  if (looked.length === 0) return undefined;
  const names = looked.map((at) => quoteName(source.columns[at]?.name ?? ''));
  const counts = names.map(
    (_, at) => `count(DISTINCT c${at}), coalesce(max(length(CAST(c${at} AS text))), 0)`,
  );
  const inner = names.map((name, at) => `${name} AS c${at}`).join(', ');
  const sql = `SELECT count(*), ${counts.join(', ')} FROM (SELECT ${inner} FROM ${fromName(source)} LIMIT ${sample}) AS part`;
  return { statement: { sql, parameters: [] }, columns: looked };
}

/**
 * The columns that are worth a list of their values: a few different and short ones, each many
 * times. The numbers are those that the statement gives.
 */
export function facetColumns(
  columns: readonly number[],
  [rows = 0, ...counts]: readonly number[],
): readonly FacetColumn[] {
  return columns
    .map((column, at) => ({
      column,
      values: counts[at * 2] ?? 0,
      length: counts[at * 2 + 1] ?? 0,
    }))
    .filter(({ values }) => values >= 2 && values <= limits.values && values * 4 <= rows)
    .filter(({ length }) => length <= limits.length)
    .slice(0, limits.suggested)
    .map(({ column, values }) => ({ column, values }));
}
