import { quoteName } from '../sql/sqlite-tokens.ts';
import { Bindings } from './bindings.ts';
import type { Statement } from './database.ts';
import { conditions, type Selection } from './filter.ts';
import { afterCondition, type OrderTerm } from './keyset.ts';
import { fromName, type RowSource } from './source.ts';
import type { Value } from './value.ts';

export interface Sort {
  readonly column: string;
  readonly descending: boolean;
}

/** Which rows, in which order. */
export interface PageQuery extends Selection {
  readonly sort: readonly Sort[];
}

/**
 * Where a page begins. A place is what `placeOf` takes from a row: the values that it is sorted by
 * and its key. `near` is a part of the whole, from 0 to 1.
 */
export type Anchor =
  | { readonly at: 'start' }
  | { readonly at: 'end' }
  | { readonly at: 'after'; readonly place: readonly Value[] }
  | { readonly at: 'before'; readonly place: readonly Value[] }
  | { readonly at: 'from'; readonly place: readonly Value[] }
  | { readonly at: 'near'; readonly part: number };

export interface PageStatement extends Statement {
  /** The rows come last first. */
  readonly reversed: boolean;
  /** The columns from here on are the row's place and read whole. */
  readonly placeFrom: number;
}

/**
 * The statement of one page. With a key the page is found by the key of its neighbour, so that the
 * last page costs what the first does; without one (views) by counting, and a place is a count.
 */
export function pageStatement(
  source: RowSource,
  query: PageQuery,
  anchor: Anchor,
  limit: number,
): PageStatement {
  return source.key.length > 0
    ? keyedPage(source, query, anchor, limit)
    : countedPage(source, query, anchor, limit);
}

function keyedPage(
  source: RowSource,
  query: PageQuery,
  anchor: Anchor,
  limit: number,
): PageStatement {
  const bindings = new Bindings(source.engine);
  const reversed = anchor.at === 'end' || anchor.at === 'before';
  const order = orderTerms(source, query);
  const directed = order.map((term) => ({ ...term, descending: term.descending !== reversed }));
  const where = [
    ...conditions(source, query, bindings),
    ...anchorConditions(source, directed, anchor, bindings),
  ];
  const sql = [
    selectPart(
      source,
      order.map(({ term }) => term),
    ),
    where.length > 0 ? `WHERE ${where.join(' AND ')}` : '',
    `ORDER BY ${directed.map(({ term, descending }) => (descending ? `${term} DESC` : term)).join(', ')}`,
    `LIMIT ${limit}`,
  ];
  return {
    sql: sql.filter(Boolean).join(' '),
    parameters: bindings.values,
    reversed,
    placeFrom: source.columns.length,
  };
}

function orderTerms(source: RowSource, { sort }: PageQuery): readonly OrderTerm[] {
  const sorted = sort.map(({ column, descending }) => ({
    term: quoteName(column),
    descending,
    nullable: !source.columns.some(({ name, notNull }) => name === column && notNull),
  }));
  return [...sorted, ...source.key.map((term) => ({ term, descending: false, nullable: false }))];
}

function anchorConditions(
  source: RowSource,
  order: readonly OrderTerm[],
  anchor: Anchor,
  bindings: Bindings,
): readonly string[] {
  const nulls = source.engine === 'sqlite' ? 'smallest' : 'largest';
  switch (anchor.at) {
    case 'start':
    case 'end':
      return [];
    case 'after':
    case 'before':
      return [afterCondition(order, anchor.place, { nulls, inclusive: 'no', bindings })];
    case 'from':
      return [afterCondition(order, anchor.place, { nulls, inclusive: 'yes', bindings })];
    case 'near':
      return nearCondition(source, anchor.part);
  }
}

/** Keys are dense enough for a scroll bar: the part of the way from the least to the greatest. */
function nearCondition(source: RowSource, part: number): readonly string[] {
  const [key] = source.key;
  if (!source.integerKey || key === undefined) return [];
  const from = fromName(source);
  const share = Math.min(1, Math.max(0, part)).toFixed(6);
  const type = source.engine === 'sqlite' ? 'INTEGER' : 'bigint';
  const least = `(SELECT min(${key}) FROM ${from})`;
  const greatest = `(SELECT max(${key}) FROM ${from})`;
  return [`${key} >= ${least} + CAST((${greatest} - ${least}) * ${share} AS ${type})`];
}

function countedPage(
  source: RowSource,
  query: PageQuery,
  anchor: Anchor,
  limit: number,
): PageStatement {
  const bindings = new Bindings(source.engine);
  const where = conditions(source, query, bindings);
  const { offset, count } = countedRange(anchor, limit);
  const order = query.sort.map(({ column, descending }) =>
    descending ? `${quoteName(column)} DESC` : quoteName(column),
  );
  const inner = [
    selectPart(source, []),
    where.length > 0 ? `WHERE ${where.join(' AND ')}` : '',
    order.length > 0 ? `ORDER BY ${order.join(', ')}` : '',
    `LIMIT ${count} OFFSET ${offset}`,
  ];
  const names = source.columns.map(({ name }) => quoteName(name)).join(', ');
  return {
    // Numbered after sorting and cutting.
    sql: `SELECT ${names}, row_number() OVER () + ${offset} FROM (${inner.filter(Boolean).join(' ')}) AS page`,
    parameters: bindings.values,
    reversed: false,
    placeFrom: source.columns.length,
  };
}

/** A row's place is its number, counted from 1. */
function countedRange(anchor: Anchor, limit: number): { offset: number; count: number } {
  if (anchor.at !== 'after' && anchor.at !== 'before' && anchor.at !== 'from') {
    return { offset: 0, count: limit };
  }
  const [place] = anchor.place;
  const number = place !== null && typeof place === 'object' && 'integer' in place;
  const row = number ? Number(place.integer) : 1;
  if (anchor.at === 'after') return { offset: row, count: limit };
  if (anchor.at === 'from') return { offset: row - 1, count: limit };
  const offset = Math.max(0, row - 1 - limit);
  return { offset, count: row - 1 - offset };
}

function selectPart(source: RowSource, places: readonly string[]): string {
  const columns = source.columns.map(({ name }) => quoteName(name));
  return `SELECT ${[...columns, ...places].join(', ')} FROM ${fromName(source)}`;
}
