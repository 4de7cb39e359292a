import { declaredType } from '../reading/column-type.ts';
import type { SqliteSource } from '../reading/sqlite-source.ts';
import { type ColumnSource, type TableSource, tableSource } from '../reading/table-source.ts';
import { defineRule, type SourceChange } from '../rule.ts';
import { isRowId } from './sqlite-row-id.ts';

export const sqliteColumnType = defineRule({
  id: 'sqlite-column-type',
  title: 'The type of a column, from SQLite',
  direction: 'sqlite-to-postgresql',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.0.0',
  explanation: `SQLite takes any words as a type, or none. Each becomes the type of PostgreSQL that holds its values:
\`INTEGER\` is \`bigint\`, for SQLite's integers have 64 bits, \`DATETIME\` is \`timestamp\`, \`BLOB\` is
\`bytea\`, and a name that PostgreSQL does not know goes by the letters in it, as in SQLite.

An integer that is checked to be 0 or 1 is a \`boolean\`, and a text that is checked with \`json_valid()\`
is \`jsonb\`: that is how those types are written for SQLite.

SQLite stores a value of another kind all the same, PostgreSQL refuses it: clean the data first where
\`select typeof(c), count(*) from t group by 1\` shows more than one kind.`,
  examples: [
    {
      from: 'create table t (a integer, b varchar(20) not null, c datetime, d blob, e double)',
      to: 'create table t (a bigint, b varchar(20) not null, c timestamp, d bytea, e double precision)',
    },
    {
      from: 'create table t (a, b integer default 1 check (b in (0, 1)), c text check (json_valid(c)))',
      to: 'create table t (a text, b boolean default true, c jsonb)',
    },
    { from: 'alter table t add column n tinyint(1)', to: 'alter table t add column n boolean' },
  ],
  on: {},
  inSource: (source) => {
    const table = tableSource(source);
    return (table?.columns ?? []).flatMap((column) =>
      table && isRowId(source, table, column) ? [] : changesOf(source, table, column),
    );
  },
});

function changesOf(
  source: SqliteSource,
  table: TableSource | undefined,
  column: ColumnSource,
): readonly SourceChange[] {
  const declared = source.slice(column.typeFirst, column.typeLast);
  const checked = checkedType(source, column, declared);
  const { type, note } = checked ?? { ...declaredType(declared) };
  const isSame = type === declared.toLowerCase() || (declared === '' && !table);
  const at = { start: source.end(column.nameAt), end: source.end(column.typeLast) };
  const message = note
    ? `${note}: look at the values before they are copied.`
    : `PostgreSQL's type for ${declared} is ${type}.`;
  const change = {
    ...at,
    newText: ` ${type}`,
    message,
    ...(note && { severity: 'warning' as const }),
  };
  if (!checked) return isSame ? [] : [change];
  const gone = { start: source.end(checked.first - 1), end: source.end(checked.last), newText: '' };
  return [change, { ...gone, message: `The type ${type} makes sure of this.` }];
}

interface CheckedType {
  readonly type: string;
  readonly note?: string;
  readonly first: number;
  readonly last: number;
}

/** `CHECK (b IN (0, 1))` and `CHECK (json_valid(c))` stand for types that SQLite does not have. */
function checkedType(
  source: SqliteSource,
  column: ColumnSource,
  declared: string,
): CheckedType | undefined {
  const first = source.find(['CHECK'], column.typeLast + 1, column.last);
  if (first < 0) return undefined;
  const last = source.partner(first + 1);
  const name = source.slice(column.nameAt, column.nameAt);
  const condition = source
    .slice(first + 2, last - 1)
    .replace(/\s+/g, '')
    .toLowerCase();
  const plain = name.toLowerCase();
  if (/^(?:int|integer|boolean|bool)$/i.test(declared) && condition === `${plain}in(0,1)`)
    return { type: 'boolean', first, last };
  if (/^(?:text|json)$/i.test(declared) && condition === `json_valid(${plain})`)
    return { type: 'jsonb', first, last };
  return undefined;
}
