import { argumentsOf, keyword, positional } from '../../formats/python/arguments.ts';
import { type PythonModule, type PythonNode, textOf } from '../../formats/python/module.ts';
import { anyType } from '../facts/known-table.ts';
import { type ColumnCall, isTrue, typeName } from './columns.ts';

/** PostgreSQL's types by the last name of a type of SQLAlchemy, or of Python in an annotation. */
const types: Readonly<Record<string, string>> = {
  BIGINT: 'bigint',
  BOOLEAN: 'boolean',
  BYTEA: 'bytea',
  BigInteger: 'bigint',
  Boolean: 'boolean',
  CITEXT: 'citext',
  DATE: 'date',
  Date: 'date',
  Double: 'double precision',
  FLOAT: 'double precision',
  Float: 'double precision',
  INET: 'inet',
  INTEGER: 'int',
  INTERVAL: 'interval',
  Integer: 'int',
  Interval: 'interval',
  JSON: 'json',
  JSONB: 'jsonb',
  LargeBinary: 'bytea',
  REAL: 'real',
  SMALLINT: 'smallint',
  SmallInteger: 'smallint',
  String: 'varchar',
  TEXT: 'text',
  TIME: 'time',
  Text: 'text',
  Time: 'time',
  UUID: 'uuid',
  Unicode: 'varchar',
  UnicodeText: 'text',
  Uuid: 'uuid',
  VARCHAR: 'varchar',
  bool: 'boolean',
  bytes: 'bytea',
  date: 'date',
  datetime: 'timestamp',
  float: 'double precision',
  int: 'int',
  str: 'varchar',
  time: 'time',
  timedelta: 'interval',
};

const decimals = /^(?:Numeric|NUMERIC|DECIMAL|Decimal)$/;
const moments = /^(?:DateTime|DATETIME|TIMESTAMP)$/;

/** A column's type in PostgreSQL's words; one of any type where it is not known. */
export function columnTypeOf(module: PythonModule, { type, annotation }: ColumnCall): string {
  return type ? typeOfNode(module, type) : annotatedType(annotation);
}

/** The type of `Mapped[int | None]` in PostgreSQL's words. */
export function annotatedType(annotation: string): string {
  const name = annotatedName(annotation);
  return types[name] ?? (decimals.test(name) ? 'numeric' : anyType);
}

function typeOfNode(module: PythonModule, type: PythonNode): string {
  const name = typeName(module, type);
  const isCall = type.name === 'CallExpression';
  if (moments.test(name))
    return isCall && isTrue(module, type, 'timezone') ? 'timestamptz' : 'timestamp';
  if (decimals.test(name)) return `numeric${isCall ? modifiers(module, type) : ''}`;
  if (name !== 'ARRAY') return types[name] ?? anyType;
  const element = isCall ? positional(module, type, 0)?.value : undefined;
  const inner = element ? typeOfNode(module, element) : anyType;
  return inner === anyType ? anyType : `${inner}[]`;
}

/** `(10, 2)` of a number's precision and scale. */
function modifiers(module: PythonModule, type: PythonNode): string {
  const [precision, scale] = ['precision', 'scale'].map(
    (name, index) => keyword(module, type, name) ?? argumentsOf(module, type)[index],
  );
  const numbers = [precision, scale].map((argument) =>
    argument ? textOf(module, argument.value) : '',
  );
  return numbers.every((number) => /^\d+$/.test(number)) ? `(${numbers.join(', ')})` : '';
}

/** `int` of `Mapped[int | None]` and of `Optional[int]`. */
function annotatedName(annotation: string): string {
  const inner = annotation
    .replace(/^(?:[\w.]*\.)?Mapped\[(.*)\]$/s, '$1')
    .replace(/^(?:[\w.]*\.)?Optional\[(.*)\]$/s, '$1');
  const [name = ''] = inner
    .split('|')
    .map((part) => part.trim())
    .filter((part) => part !== 'None');
  return name.slice(name.lastIndexOf('.') + 1);
}

/** Whether a column takes no NULL, as it says itself or its annotation does. */
export function isNotNull(module: PythonModule, { call, annotation }: ColumnCall): boolean {
  const nullable = keyword(module, call, 'nullable');
  if (isTrue(module, call, 'primary_key')) return true;
  if (nullable) return textOf(module, nullable.value) === 'False';
  return annotation !== '' && !takesNull(annotation);
}

/** Whether an annotation says that there may be no value. */
export function takesNull(annotation: string): boolean {
  return /\bNone\b|\bOptional\[/.test(annotation);
}
