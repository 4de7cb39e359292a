import type { Schema } from '../../sql/schema.ts';
import type { SqlType } from '../../sql/sql-type.ts';

/** What Python has for a column's values, where a file database hands out text or numbers. */
export type ValueKind =
  | 'uuid'
  | 'aware-datetime'
  | 'datetime'
  | 'date'
  | 'time'
  | 'bool'
  | 'json'
  | 'array'
  | 'decimal'
  | 'plain';

/** One column name of a schema with what its values are. */
export interface ColumnValues {
  readonly name: string;
  readonly kind: ValueKind;
  /** Digits behind the point, for a decimal that has a fixed number of them. */
  readonly scale?: number;
  /** Whether columns of this name in other tables hold numbers, which stay as they are. */
  readonly isOnlyText: boolean;
}

const kinds: Readonly<Record<string, ValueKind>> = {
  uuid: 'uuid',
  timestamptz: 'aware-datetime',
  timestamp: 'datetime',
  date: 'date',
  time: 'time',
  bool: 'bool',
  json: 'json',
  jsonb: 'json',
  numeric: 'decimal',
};

/** Kinds that are kept as text: a number in a column of the same name is not meant. */
const textual = new Set<ValueKind>([
  'uuid',
  'aware-datetime',
  'datetime',
  'date',
  'time',
  'json',
  'array',
]);

/**
 * The column names of a schema whose values need a conversion, in text order, and those that mean
 * different things in different tables.
 */
export function columnValuesOf({ tables }: Schema): {
  readonly columns: readonly ColumnValues[];
  readonly ambiguous: readonly string[];
} {
  const types = typesByName(tables);
  const columns: ColumnValues[] = [];
  const ambiguous: string[] = [];
  for (const [name, all] of types) {
    const found = new Set(all.map(kindOf));
    const special = [...found].filter((kind) => kind !== 'plain');
    const [kind] = special;
    if (!kind) continue;
    const others = all.filter((type) => kindOf(type) === 'plain');
    const isOnlyText = others.length > 0;
    const canTell =
      textual.has(kind) && others.every(({ name: type }) => /^(?:int|float)/.test(type));
    if (special.length > 1 || (isOnlyText && !canTell)) ambiguous.push(name);
    else columns.push({ name, kind, ...scaleOf(all), isOnlyText });
  }
  return { columns, ambiguous };
}

function kindOf({ name, array }: SqlType): ValueKind {
  return array ? 'array' : (kinds[name] ?? 'plain');
}

function scaleOf(types: readonly SqlType[]): { readonly scale?: number } {
  const scales = new Set(
    types.map(({ modifiers }) => modifiers[1] ?? (modifiers.length > 0 ? 0 : -1)),
  );
  const [scale = -1] = scales;
  return scales.size === 1 && scale >= 0 ? { scale } : {};
}

/** The types that are known of the columns of each name. */
function typesByName(tables: Schema['tables']): ReadonlyMap<string, readonly SqlType[]> {
  const types = new Map<string, SqlType[]>();
  const columns = [...tables.values()].flatMap((table) => table.columns);
  for (const { name, type } of columns)
    if (type) types.set(name, [...(types.get(name) ?? []), type]);
  return types;
}
