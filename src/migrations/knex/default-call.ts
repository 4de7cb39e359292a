import type { Catalog, Column, Table } from '../../catalog/model.ts';
import { typeFamily } from '../../catalog/type-family.ts';
import { literalOf, quoted } from './migration-file.ts';
import { expressionOn } from './two-engines.ts';

interface DefaultContext {
  readonly catalog: Catalog;
  remark(text: string): void;
}

/** `.defaultTo(...)` for a column, right on both engines; nothing where it has no default. */
export function defaultCall(table: Table, column: Column, context: DefaultContext): string {
  const { default: sql } = column;
  if (sql === null || /^null\b/i.test(sql)) return '';
  const value = knownDefault(sql, column) ?? rawDefault(table, column, sql, context);
  return `.defaultTo(${value})`;
}

/** What Knex has a value or a function for. */
function knownDefault(sql: string, { type }: Column): string | undefined {
  if (/^(?:now\(\)|current_timestamp)$/i.test(sql)) return 'knex.fn.now()';
  const isUuid = /^(?:uuid|char\(36\))$/i.test(type);
  if (isUuid && /^gen_random_uuid\(\)$|\brandomblob\(/i.test(sql)) return 'knex.fn.uuid()';
  if (/^(?:true|false)$/i.test(sql)) return sql.toLowerCase();
  const text = /^'((?:[^']|'')*)'(?:::[\w "().,]+)?$/.exec(sql)?.[1];
  const plain = text === undefined ? sql : text.replaceAll("''", "'");
  const isNumber = /^-?(?:\d+|\d*\.\d+)$/.test(plain);
  if (/^bool/i.test(type) && isNumber) return plain === '0' ? 'false' : 'true';
  if (isNumber && typeFamily(type) !== 'text') return literalOf(Number(plain));
  return text === undefined ? undefined : quoted(plain);
}

function rawDefault(table: Table, { name }: Column, sql: string, context: DefaultContext): string {
  const { engine } = context.catalog;
  const { sqlite, postgresql, reason } = expressionOn(engine, sql);
  const raw = (each: string | undefined) =>
    each === undefined ? 'null' : `knex.raw(${quoted(`(${each})`)})`;
  if (reason !== undefined) {
    context.remark(`${table.name}.${name} has no default on the other engine: ${reason}`);
  }
  return sqlite === postgresql ? raw(sqlite) : `onSqlite ? ${raw(sqlite)} : ${raw(postgresql)}`;
}
