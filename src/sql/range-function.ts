import type { Node, RangeFunction } from 'libpg-query';
import { isSqliteCall } from './facts/sqlite-functions.ts';
import type { SqlType } from './sql-type.ts';
import { as } from './tree.ts';

/** The functions that json_each takes the place of, with their own names of columns. */
const functions: Readonly<Record<string, readonly string[]>> = {
  each: ['key', 'value'],
  json_array_elements: ['value'],
  json_array_elements_text: ['value'],
  json_each: ['key', 'value'],
  json_each_text: ['key', 'value'],
  json_object_keys: ['json_object_keys'],
  json_to_recordset: [],
  jsonb_array_elements: ['value'],
  jsonb_array_elements_text: ['value'],
  jsonb_each: ['key', 'value'],
  jsonb_each_text: ['key', 'value'],
  jsonb_object_keys: ['jsonb_object_keys'],
  jsonb_to_recordset: [],
  skeys: ['skeys'],
  svals: ['svals'],
  unnest: ['unnest'],
};

/** The element as JSON text; `value` would be text without quotes, and 1 for true. */
const jsonValue = '(@.json -> @.fullkey)';

const textValue = `case @.type when 'true' then 'true' when 'false' then 'false' else cast(@.value as text) end`;

/** A call in FROM with its name and arguments. */
export interface RangeCall {
  readonly name: string;
  readonly args: readonly Node[];
}

export function rangeCall({ functions: items }: RangeFunction): RangeCall | undefined {
  const call = as('FuncCall', as('List', items?.[0])?.items?.[0]);
  const name = as('String', call?.funcname?.at(-1))?.sval;
  return name === undefined ? undefined : { name, args: call?.args ?? [] };
}

/** The columns of SQLite's `json_each`, those with hidden names included. */
export const jsonEachColumns: readonly string[] =
  'key value type atom id parent fullkey path json root'.split(' ');

/** SQLite's own `json_each`: with a path, or of text or an array, which PostgreSQL's does not take. */
export function isOwnEach(
  item: RangeFunction,
  typeOf: (node: Node) => SqlType | undefined,
): boolean {
  const { name, args } = rangeCall(item) ?? { args: [] };
  const [value] = args;
  if ((name !== 'json_each' && name !== 'json_tree') || !value) return false;
  if (args.length > 1 || 'JsonArrayConstructor' in value || 'SubLink' in value) return true;
  const called = as('FuncCall', value);
  const calledName = as('String', called?.funcname?.at(-1))?.sval ?? '';
  const type = typeOf(value);
  const isText = type?.name === 'text' && !type.array;
  return isText || isSqliteCall(calledName, called?.args?.length ?? 0);
}

/** The name by which the rest of the query knows a function in FROM. */
export function rangeName(item: RangeFunction): string {
  return item.alias?.aliasname ?? rangeCall(item)?.name ?? '';
}

/**
 * The columns of a function in FROM that json_each takes the place of, each with what it is there;
 * `@` stands for the alias. `undefined` for other functions.
 */
export function eachColumns(item: RangeFunction): ReadonlyMap<string, string> | undefined {
  const call = rangeCall(item);
  const own = call && Object.hasOwn(functions, call.name) ? functions[call.name] : undefined;
  if (!call || !own || item.is_rowsfrom) return undefined;
  const columns = call.name.endsWith('_to_recordset')
    ? recordColumns(item)
    : namedColumns(item, own, sources(call));
  const alias = rangeName(item);
  return new Map([...columns].map(([column, text]) => [column, text.replaceAll('@', alias)]));
}

function sources({ name, args }: RangeCall): readonly string[] {
  if (name === 'unnest')
    return args.map((_, index) => (index === 0 ? '@.value' : `@_${index + 1}.value`));
  if (name === 'each' || name.endsWith('each_text')) return ['@.key', textValue];
  if (name.endsWith('each')) return ['@.key', jsonValue];
  return [elementText(name)];
}

/** The position of a row in as many arrays, of which each may be the longest. */
export function eachKey(alias: string, count: number): string {
  const keys = Array.from({ length: count }, (_, index) =>
    index === 0 ? `${alias}.key` : `${alias}_${index + 1}.key`,
  );
  return count === 1 ? (keys[0] ?? '') : `coalesce(${keys.join(', ')})`;
}

/** What a function of one column gives, `@` being the json_each that takes its place. */
export function elementText(name: string): string {
  if (name.endsWith('object_keys') || name === 'skeys') return '@.key';
  if (name.endsWith('elements_text')) return textValue;
  return name.endsWith('elements') ? jsonValue : '@.value';
}

/** The names after the alias; one column without a name has the alias's. */
function namedColumns(
  { alias, ordinality }: RangeFunction,
  own: readonly string[],
  texts: readonly string[],
): ReadonlyMap<string, string> {
  const given = (alias?.colnames ?? []).map((item) => as('String', item)?.sval ?? '');
  const all = [...texts, ...(ordinality ? [`(${eachKey('@', texts.length)} + 1)`] : [])];
  const names = all.map((_, index) => {
    const isOrdinality = ordinality && index === all.length - 1;
    return given[index] ?? (isOrdinality ? 'ordinality' : (own[index] ?? `column${index + 1}`));
  });
  const columns = new Map(names.map((name, index) => [name, all[index] ?? '']));
  // The alias alone means the one column.
  const [only = ''] = all;
  if (alias?.aliasname && texts.length === 1 && !columns.has(alias.aliasname)) {
    if (own[0] !== 'value' && given.length === 0) columns.delete(own[0] ?? '');
    columns.set(alias.aliasname, only);
  }
  return columns;
}

/** `AS t (a int, b text)` */
function recordColumns({ coldeflist }: RangeFunction): ReadonlyMap<string, string> {
  return new Map(
    (coldeflist ?? []).flatMap((item) => {
      const name = as('ColumnDef', item)?.colname;
      return name ? [[name, `(@.value ->> '${name.replaceAll("'", "''")}')`] as const] : [];
    }),
  );
}
