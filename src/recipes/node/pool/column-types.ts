import type { Schema } from '../../../sql/schema.ts';
import type { SqlType } from '../../../sql/sql-type.ts';

/** Types whose values a file keeps as text or as a number, where pg hands out something else. */
const converted = new Set([
  'bool',
  'int8',
  'numeric',
  'date',
  'timestamp',
  'timestamptz',
  'json',
  'jsonb',
]);

/** The columns of a schema whose values need a conversion, by table, with their types as text. */
export function columnTypes(schema: Schema): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const tables = [...schema.tables.values()].map(({ name, columns }) => {
    const types = columns.flatMap(({ name: column, type }) => {
      const written = type && typeText(baseOf(schema, type));
      return written ? [[column, written] as const] : [];
    });
    return [name, new Map(types)] as const;
  });
  return new Map(tables.filter(([, types]) => types.size > 0));
}

/** What a domain stands for. */
function baseOf({ types }: Schema, type: SqlType): SqlType {
  const own = types.get(type.name);
  return own?.kind === 'domain' ? { ...own.base, array: type.array } : type;
}

/** `numeric 2` has two digits behind the point. */
function typeText({ name, array, modifiers }: SqlType): string | undefined {
  if (array) return 'array';
  if (!converted.has(name)) return undefined;
  if (name !== 'numeric' || modifiers.length === 0) return name;
  return `numeric ${modifiers[1] ?? 0}`;
}
