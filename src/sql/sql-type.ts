import type { TypeName } from 'libpg-query';
import { as } from './tree.ts';

/** A PostgreSQL type by its catalogue name (`int4`, `timestamptz`, an enum's name). */
export interface SqlType {
  readonly name: string;
  readonly array: boolean;
  /** What stands in parentheses: a length, or precision and scale. */
  readonly modifiers: readonly number[];
}

const aliases: Readonly<Record<string, string>> = {
  bigint: 'int8',
  bigserial: 'int8',
  boolean: 'bool',
  char: 'bpchar',
  character: 'bpchar',
  decimal: 'numeric',
  float: 'float8',
  int: 'int4',
  integer: 'int4',
  real: 'float4',
  serial: 'int4',
  serial2: 'int2',
  serial4: 'int4',
  serial8: 'int8',
  smallint: 'int2',
  smallserial: 'int2',
};

/** A type by name, in any of PostgreSQL's spellings. */
export function typeNamed(name: string, modifiers: readonly number[] = []): SqlType {
  return { name: aliases[name] ?? name, array: false, modifiers };
}

export function arrayOf(type: SqlType): SqlType {
  return { ...type, array: true };
}

export function elementOf(type: SqlType): SqlType {
  return { ...type, array: false };
}

/** The last part of the name as written: `serial`, not `int4`. */
export function writtenTypeName(node: TypeName): string {
  return as('String', node.names?.at(-1))?.sval ?? '';
}

export function typeOfTypeName(node: TypeName): SqlType {
  const modifiers = (node.typmods ?? []).flatMap((item) => {
    const whole = as('A_Const', item)?.ival;
    return whole ? [whole.ival ?? 0] : [];
  });
  const base = typeNamed(writtenTypeName(node), modifiers);
  return node.arrayBounds?.length ? arrayOf(base) : base;
}

const integers = new Set(['int2', 'int4', 'int8']);
const numbers = new Set([...integers, 'numeric', 'float4', 'float8']);
const texts = new Set(['text', 'varchar', 'bpchar', 'name', 'citext']);
const jsons = new Set(['json', 'jsonb']);
const moments = new Set(['timestamp', 'timestamptz']);

type Test = (type: SqlType | undefined) => boolean;

const scalarIn =
  (names: ReadonlySet<string>): Test =>
  (type) =>
    type !== undefined && !type.array && names.has(type.name);

export const isInteger: Test = scalarIn(integers);
export const isNumber: Test = scalarIn(numbers);
export const isText: Test = scalarIn(texts);
export const isJson: Test = scalarIn(jsons);
/** A point in time with a date and a time of day. */
export const isTimestamp: Test = scalarIn(moments);
export const isDate: Test = scalarIn(new Set(['date']));
export const isBoolean: Test = scalarIn(new Set(['bool']));
export const isInterval: Test = scalarIn(new Set(['interval']));
export const isArray: Test = (type) => type?.array === true;
/** A string literal or NULL, whose type the context decides. */
export const isUnknownLiteral: Test = scalarIn(new Set(['unknown']));
