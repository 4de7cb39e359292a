import type { Catalog, Column, Table } from './model.ts';
import { fits, typeFamily } from './type-family.ts';

/** One difference of two catalogues; a side without the thing has no text. */
export interface Difference {
  /** `missing`: one side does not have it; `differs`: both do, in another way. */
  readonly kind: 'missing' | 'differs';
  readonly what:
    | 'table'
    | 'view'
    | 'column'
    | 'type'
    | 'not-null'
    | 'primary-key'
    | 'index'
    | 'foreign-key';
  readonly table: string;
  /** The column, index or key; empty for the table itself. */
  readonly item: string;
  readonly left?: string;
  readonly right?: string;
}

/**
 * The differences of two databases that ought to hold the same, each in its own engine's types:
 * types are equal where they keep the same values, names whatever their case. Defaults, checks and
 * triggers are SQL of each engine and not
 * compared.
 */
export function compareCatalogs(left: Catalog, right: Catalog): readonly Difference[] {
  const tables = paired(left.tables.filter(isOwn), right.tables.filter(isOwn), ({ name }) => name);
  const views = paired(left.views, right.views, ({ name }) => name);
  return [
    ...tables.flatMap(([one, other]) =>
      one && other ? compareTables(one, other) : missing('table', one?.name, other?.name),
    ),
    ...views.flatMap(([one, other]) =>
      one && other ? [] : missing('view', one?.name, other?.name),
    ),
  ];
}

/** Parts of a partitioned table are not tables of their own on the other side. */
function isOwn({ partitionOf }: Table): boolean {
  return partitionOf === undefined;
}

function missing(
  what: Difference['what'],
  left: string | undefined,
  right: string | undefined,
): readonly Difference[] {
  const table = left ?? right ?? '';
  return [{ kind: 'missing', what, table, item: '', ...sides(left, right) }];
}

function sides(left: string | undefined, right: string | undefined) {
  return { ...(left !== undefined && { left }), ...(right !== undefined && { right }) };
}

function compareTables(left: Table, right: Table): readonly Difference[] {
  const columns = paired(left.columns, right.columns, ({ name }) => name);
  const keys = [left.primaryKey.join(', '), right.primaryKey.join(', ')] as const;
  return [
    ...columns.flatMap(([one, other]) => compareColumns(left.name, one, other)),
    ...differs('primary-key', left.name, '', keys[0], keys[1]),
    ...compareSets('foreign-key', left.name, foreignKeyTexts(left), foreignKeyTexts(right)),
    ...compareSets('index', left.name, indexTexts(left), indexTexts(right)),
  ];
}

function compareColumns(
  table: string,
  left: Column | undefined,
  right: Column | undefined,
): readonly Difference[] {
  if (!left || !right) {
    const item = left?.name ?? right?.name ?? '';
    return [{ kind: 'missing', what: 'column', table, item, ...sides(left?.type, right?.type) }];
  }
  const types: readonly Difference[] = fits(typeFamily(left.type), typeFamily(right.type))
    ? []
    : [
        {
          kind: 'differs',
          what: 'type',
          table,
          item: left.name,
          left: left.type,
          right: right.type,
        },
      ];
  // SQLite says of a rowid key that it may be NULL; it never is.
  const required = (column: Column) => column.notNull || column.identity !== undefined;
  const word = (column: Column) => (required(column) ? 'NOT NULL' : 'NULL');
  return [...types, ...differs('not-null', table, left.name, word(left), word(right))];
}

function differs(
  what: Difference['what'],
  table: string,
  item: string,
  left: string,
  right: string,
): readonly Difference[] {
  if (left.toLowerCase() === right.toLowerCase()) return [];
  return [{ kind: 'differs', what, table, item, left, right }];
}

function compareSets(
  what: Difference['what'],
  table: string,
  left: readonly string[],
  right: readonly string[],
): readonly Difference[] {
  return paired(left, right, (text) => text).flatMap(([one, other]): readonly Difference[] =>
    one !== undefined && other !== undefined
      ? []
      : [{ kind: 'missing', what, table, item: one ?? other ?? '', ...sides(one, other) }],
  );
}

function foreignKeyTexts({ foreignKeys }: Table): readonly string[] {
  return foreignKeys.map(
    ({ columns, target, targetColumns, onDelete }) =>
      `(${columns.join(', ')}) → ${target.name} (${targetColumns.join(', ')}) ${onDelete}`,
  );
}

/** What an index is of: its name is its own business, and a key has one on each side. */
function indexTexts({ indexes }: Table): readonly string[] {
  return indexes
    .filter(({ origin }) => origin !== 'primary-key')
    .map(({ unique, columns, where }) => {
      const terms = columns.map(({ text, descending }) => (descending ? `${text} DESC` : text));
      return `${unique ? 'UNIQUE ' : ''}(${terms.join(', ')})${where ? ' WHERE …' : ''}`;
    });
}

/** The items of both sides by name, those of the left first. */
function paired<T>(
  left: readonly T[],
  right: readonly T[],
  nameOf: (item: T) => string,
): readonly (readonly [T | undefined, T | undefined])[] {
  const key = (item: T) => nameOf(item).toLowerCase();
  const others = new Map(right.map((item) => [key(item), item]));
  const both = left.map((item) => [item, others.get(key(item))] as const);
  const known = new Set(left.map(key));
  const rest = right
    .filter((item) => !known.has(key(item)))
    .map((item) => [undefined, item] as const);
  return [...both, ...rest];
}
