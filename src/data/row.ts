import { quoteName } from '../sql/sqlite-tokens.ts';
import { Bindings } from './bindings.ts';
import type { Statement } from './database.ts';
import { fromName, type RowSource } from './source.ts';
import type { Value } from './value.ts';

/** The statement that reads one row by its key; a row of a view is found by its number. */
export function rowStatement(source: RowSource, key: readonly Value[]): Statement {
  const bindings = new Bindings(source.engine);
  const columns = source.columns.map(({ name }) => quoteName(name)).join(', ');
  const where = source.key.map((term, at) => `${term} = ${bindings.add(key[at] ?? null)}`);
  return {
    sql: `SELECT ${columns} FROM ${fromName(source)} WHERE ${where.join(' AND ') || 'FALSE'}`,
    parameters: bindings.values,
  };
}

/** Columns that tell people what a row is, the best first. */
const tellingNames = [
  'name',
  'full_name',
  'title',
  'label',
  'email',
  'username',
  'login',
  'code',
  'slug',
  'subject',
  'description',
];

/** The column whose value stands for a row: by its name, else the first text. */
export function labelColumn({ columns }: Pick<RowSource, 'columns'>): string | undefined {
  const byName = new Map(columns.map(({ name }) => [name.toLowerCase(), name]));
  const telling = tellingNames.find((name) => byName.has(name));
  if (telling !== undefined) return byName.get(telling);
  return columns.find(({ type }) => type === '' || /char|text|clob|citext/i.test(type))?.name;
}
