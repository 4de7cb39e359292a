import { nameOf } from '../sqlite-tokens.ts';
import type { SqliteSource } from './sqlite-source.ts';

/** A column's definition by its tokens, all ends included; `typeLast < typeFirst` for no type. */
export interface ColumnSource {
  readonly name: string;
  readonly nameAt: number;
  readonly typeFirst: number;
  readonly typeLast: number;
  readonly last: number;
}

/** A CREATE TABLE with its columns, or an ALTER TABLE ... ADD COLUMN with its one. */
export interface TableSource {
  readonly columns: readonly ColumnSource[];
  /** The first token of each table constraint. */
  readonly constraints: readonly number[];
  /** Of the list; that of a column that is added has none. */
  readonly close: number;
}

const constraintWords = new Set(['CONSTRAINT', 'PRIMARY', 'UNIQUE', 'CHECK', 'FOREIGN']);
const afterType = new Set(
  'CONSTRAINT PRIMARY NOT NULL UNIQUE CHECK DEFAULT COLLATE REFERENCES GENERATED AS ON AUTOINCREMENT'.split(
    ' ',
  ),
);

const parsed = new WeakMap<SqliteSource, TableSource | undefined>();

/** What a statement defines of a table; nothing where it is another statement. */
export function tableSource(source: SqliteSource): TableSource | undefined {
  if (!parsed.has(source)) parsed.set(source, readTable(source) ?? readAddedColumn(source));
  return parsed.get(source);
}

function readTable(source: SqliteSource): TableSource | undefined {
  if (source.word(0) !== 'CREATE') return undefined;
  const at = /^TEMP/.test(source.word(1)) ? 2 : 1;
  if (source.word(at) !== 'TABLE') return undefined;
  const open = source.find(['(', 'AS'], at + 1);
  if (source.word(open) !== '(') return undefined;
  const close = source.partner(open);
  const columns: ColumnSource[] = [];
  const constraints: number[] = [];
  for (let first = open + 1; first < close; ) {
    const comma = source.find([','], first, close - 1);
    const last = (comma < 0 ? close : comma) - 1;
    if (constraintWords.has(source.word(first))) constraints.push(first);
    else columns.push(columnSource(source, first, last));
    first = last + 2;
  }
  return { columns, constraints, close };
}

function readAddedColumn(source: SqliteSource): TableSource | undefined {
  const add = source.has('ALTER TABLE', 0) ? source.find(['ADD'], 2) : -1;
  if (add < 0) return undefined;
  const first = add + (source.word(add + 1) === 'COLUMN' ? 2 : 1);
  const last = source.tokens.length - 1;
  return { columns: [columnSource(source, first, last)], constraints: [], close: last };
}

function columnSource(source: SqliteSource, nameAt: number, last: number): ColumnSource {
  const token = source.tokens[nameAt];
  let typeLast = nameAt;
  while (typeLast < last && !afterType.has(source.word(typeLast + 1))) {
    typeLast = source.partner(typeLast + 1);
  }
  return { name: token ? nameOf(token) : '', nameAt, typeFirst: nameAt + 1, typeLast, last };
}

/** The index of `PRIMARY` of a key of this one column, its own or the table's; -1 for none. */
export function keyOf(source: SqliteSource, table: TableSource, column: ColumnSource): number {
  const own = source.find(['PRIMARY'], column.typeLast + 1, column.last);
  if (own >= 0) return own;
  const found = table.constraints.find((first) => {
    const at = source.word(first) === 'CONSTRAINT' ? first + 2 : first;
    const name = source.tokens[at + 3];
    const end = source.partner(at + 2);
    const isAlone = end === at + 4 || (end === at + 5 && source.word(at + 4) === 'AUTOINCREMENT');
    const isSame = name && nameOf(name).toLowerCase() === column.name.toLowerCase();
    return source.has('PRIMARY KEY (', at) && isAlone && isSame;
  });
  if (found === undefined) return -1;
  return source.word(found) === 'CONSTRAINT' ? found + 2 : found;
}
