import type { Node } from 'libpg-query';
import type { RuleContext } from './rule-context.ts';
import { isDate, isText, isTimestamp, type SqlType } from './sql-type.ts';
import { join, sql, type Template } from './template.ts';

/** Sorts behind every other text, as NULL sorts behind every other value in PostgreSQL. */
const greatest = 'char(1114111)';

/** Ends a text; it sorts before every other character, so that `a` comes before `ab`. */
const end = 'char(1)';

/** A value with its type. */
export interface TypedValue {
  readonly value: Node;
  readonly type: SqlType | undefined;
}

/**
 * One text that sorts as a row of these values does in PostgreSQL; `undefined` where the type of one
 * is not known, or where no text sorts as it does.
 */
export function sortKey(values: readonly TypedValue[], context: RuleContext): Template | undefined {
  const parts = values.flatMap((value) => keyOf(value, context) ?? []);
  return parts.length === values.length ? join(parts, ' || ') : undefined;
}

function keyOf({ value, type }: TypedValue, context: RuleContext): Template | undefined {
  if (!type || type.array) return undefined;
  const operand = context.operand(value);
  // Eleven digits for every integer of four bytes, and NULL for NULL.
  if (type.name === 'int2' || type.name === 'int4')
    return sql`ifnull(${operand} + 12147483648, ${greatest})`;
  if (type.name === 'int8')
    return sql`iif(${operand} is null, ${greatest}, printf('%d%019d', ${operand} >= 0, ${operand} & 9223372036854775807))`;
  if (type.name === 'bool') return sql`ifnull(${operand}, ${greatest})`;
  const isTextual = isText(type) || isDate(type) || isTimestamp(type) || type.name === 'uuid';
  return isTextual ? sql`ifnull(${value}, ${greatest}) || ${end}` : undefined;
}
