import { quoteName } from '../sql/sqlite-tokens.ts';
import type { Bindings } from './bindings.ts';
import type { RowSource } from './source.ts';
import type { Value } from './value.ts';

/** A condition on one column. */
export interface Filter {
  readonly column: string;
  readonly operator: FilterOperator;
  /** Of no meaning for `is-null` and `is-not-null`. */
  readonly value: Value;
}

export type FilterOperator =
  | 'equals'
  | 'differs'
  | 'contains'
  | 'less'
  | 'greater'
  | 'is-null'
  | 'is-not-null';

/** Which rows are wanted. */
export interface Selection {
  readonly filters: readonly Filter[];
  /** A text that any column has in it; empty for no such condition. */
  readonly find: string;
}

/** The conditions of a selection, to be joined with AND. */
export function conditions(
  source: RowSource,
  { filters, find }: Selection,
  bindings: Bindings,
): readonly string[] {
  const parts = filters.map((filter) => condition(source, filter, bindings));
  if (find === '') return parts;
  const text = bindings.add(find);
  const anywhere = source.columns.map(({ name }) => contains(source, quoteName(name), text));
  return [...parts, `(${anywhere.join(' OR ')})`];
}

function condition(source: RowSource, filter: Filter, bindings: Bindings): string {
  const column = quoteName(filter.column);
  const value = () => bindings.add(filter.value);
  const isNull = filter.value === null;
  switch (filter.operator) {
    case 'is-null':
      return `${column} IS NULL`;
    case 'is-not-null':
      return `${column} IS NOT NULL`;
    case 'equals':
      return isNull ? `${column} IS NULL` : `${column} = ${value()}`;
    case 'differs':
      return isNull ? `${column} IS NOT NULL` : `(${column} <> ${value()} OR ${column} IS NULL)`;
    case 'less':
      return `${column} < ${value()}`;
    case 'greater':
      return `${column} > ${value()}`;
    case 'contains':
      return contains(source, column, value());
  }
}

function contains({ engine }: RowSource, column: string, text: string): string {
  const lower = (term: string) => `lower(CAST(${term} AS TEXT))`;
  return engine === 'sqlite'
    ? `instr(${lower(column)}, ${lower(text)}) > 0`
    : `strpos(${lower(column)}, ${lower(text)}) > 0`;
}

/** What a person types as a value: NULL, a number, or text; quotes make text of anything. */
export function valueOfInput(text: string): Value {
  if (/^null$/i.test(text)) return null;
  if (/^[+-]?\d{1,18}$/.test(text)) return { integer: BigInt(text).toString() };
  if (/^[+-]?(\d+\.\d*|\.\d+|\d+)(e[+-]?\d+)?$/i.test(text)) return { real: text };
  const quoted = /^'(.*)'$/s.exec(text);
  return quoted ? (quoted[1] ?? '').replaceAll("''", "'") : text;
}
