import type { Catalog, Column, EnumType, Table } from '../../catalog/model.ts';
import type { EngineId } from '../../core/goal.ts';
import { translate } from '../../sql/translate.ts';
import { defaultCall } from './default-call.ts';
import { literalOf, quoted } from './migration-file.ts';
import { type EngineSql, sqlLiteral } from './two-engines.ts';

/** A column as a migration declared it on a table builder: `decimal('price', 8, 2)`. */
export interface DeclaredColumn {
  /** The builder's method. */
  readonly method: string;
  readonly args: readonly unknown[];
}

/** What is known of the columns of a schema besides its catalogue. */
export interface ColumnContext {
  readonly catalog: Catalog;
  /** SQLite keeps less than was declared: there `decimal(8, 2)` is `float`. */
  declared(table: string, column: string): DeclaredColumn | undefined;
  /** Takes note of what the other engine cannot have. */
  remark(text: string): void;
  /** Native enums that an earlier column has made. */
  readonly madeEnums: Set<string>;
}

/** The call on a table builder that makes a column, right on both engines. */
export function columnCall(table: Table, column: Column, context: ColumnContext): string {
  if (isNumbered(column)) {
    const method = /big/i.test(column.type) ? 'bigIncrements' : 'increments';
    const isKey = table.primaryKey.length === 1 && column.primaryKey;
    return `table.${method}(${quoted(column.name)}${isKey ? '' : ', { primaryKey: false }'});`;
  }
  const required = column.notNull ? '.notNullable()' : '';
  const fallback = column.generated ? '' : defaultCall(table, column, context);
  return `table.${typeCall(table, column, context)}${required}${fallback};`;
}

/** Whether the database numbers it, so that `increments` makes it, key included. */
export function isNumbered({ identity, type }: Column): boolean {
  return identity !== undefined && /int|serial/i.test(type);
}

function typeCall(table: Table, column: Column, context: ColumnContext): string {
  const { engine, enums } = context.catalog;
  const name = quoted(column.name);
  const declared = context.declared(table.name, column.name);
  if (declared && !column.generated) {
    const args = [column.name, ...declared.args.slice(1)].map(literalOf);
    return `${declared.method}(${args.join(', ')})`;
  }
  const labels = enums.find((each) => nameInType(each) === column.type.replaceAll('"', ''));
  if (labels) return enumCall(name, labels, context.madeEnums);
  const builder = column.generated ? undefined : builderOf(column.type);
  if (builder) return `${builder.method}(${[name, ...builder.args.map(literalOf)].join(', ')})`;
  const sql = typeOn(engine, typeText(column));
  const literal = sqlLiteral(sql);
  if (literal === undefined) {
    context.remark(`${table.name}.${column.name}: ${column.type} is text on the other engine`);
  }
  return `specificType(${name}, ${literal ?? `${quoted(column.type)}`})`;
}

function typeText({ type, generated }: Column): string {
  if (!generated) return type;
  const kind = generated.stored ? 'STORED' : 'VIRTUAL';
  return `${type} GENERATED ALWAYS AS (${generated.expression}) ${kind}`;
}

function nameInType({ schema, name }: EnumType): string {
  return schema === 'public' ? name : `${schema}.${name}`;
}

function enumCall(name: string, { name: enumName, labels }: EnumType, made: Set<string>): string {
  const options = { useNative: true, enumName, ...(made.has(enumName) && { existingType: true }) };
  made.add(enumName);
  return `enu(${name}, ${literalOf(labels)}, ${literalOf(options)})`;
}

interface Builder {
  readonly method: string;
  readonly args: readonly unknown[];
}

/** `numeric(8,2)`, `timestamp(3) without time zone`. */
const typeShape = /^([a-z_ ]+?)\s*(?:\(([\d,\s]+)\))?( with time zone| without time zone)?$/i;

/** The builder's method for a declared type of either engine, where it has one. */
function builderOf(type: string): Builder | undefined {
  const [, base = '', list = '', zone = ''] = typeShape.exec(type) ?? [];
  const sizes = list.split(',').filter(Boolean).map(Number);
  const name = base.toLowerCase();
  if (name === 'timestamp' || name === 'datetime') return timestampBuilder(zone, sizes[0]);
  if (name === 'char' && sizes[0] === 36) return { method: 'uuid', args: [] };
  if (sizes.length > 0) return withArguments(sizedTypes[name], sizes);
  if (name === 'numeric' || name === 'decimal') return { method: 'decimal', args: [null] };
  return zone === ' with time zone' ? undefined : withArguments(plainTypes[name], []);
}

function withArguments(method: string | undefined, args: readonly unknown[]): Builder | undefined {
  return method === undefined ? undefined : { method, args };
}

function timestampBuilder(zone: string, precision: number | undefined): Builder {
  const options = {
    ...(zone === ' without time zone' && { useTz: false }),
    ...(precision !== undefined && { precision }),
  };
  return { method: 'timestamp', args: Object.keys(options).length > 0 ? [options] : [] };
}

const sizedTypes: Readonly<Record<string, string>> = {
  varchar: 'string',
  'character varying': 'string',
  numeric: 'decimal',
  decimal: 'decimal',
};

const plainTypes: Readonly<Record<string, string>> = {
  integer: 'integer',
  int: 'integer',
  bigint: 'bigInteger',
  smallint: 'smallint',
  tinyint: 'tinyint',
  mediumint: 'mediumint',
  text: 'text',
  boolean: 'boolean',
  date: 'date',
  time: 'time',
  json: 'json',
  jsonb: 'jsonb',
  uuid: 'uuid',
  blob: 'binary',
  bytea: 'binary',
  float: 'float',
  real: 'float',
  double: 'double',
  'double precision': 'double',
};

const head = 'CREATE TABLE t (c ';

/** A type with what follows it in a column's definition, as each engine takes it. */
function typeOn(engine: EngineId, type: string): EngineSql {
  const to = engine === 'sqlite' ? 'postgresql' : 'sqlite';
  const { sql, problems } = translate(`${head}${type})`, { from: engine, to });
  const failed = problems.some(({ severity }) => severity === 'error');
  if (failed || !sql.startsWith(head)) return { [engine]: type };
  return { [engine]: type, [to]: sql.slice(head.length, -1) };
}
