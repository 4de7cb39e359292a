import type { Node } from 'libpg-query';
import { isLiteral } from './call-rule.ts';
import type { RuleContext } from './rule-context.ts';
import { isInteger } from './sql-type.ts';
import { sql, type Template } from './template.ts';

/** A pattern of to_char() for numbers, read. */
interface NumberPattern {
  /** FM: no blanks around it. */
  readonly isTight: boolean;
  readonly isGrouped: boolean;
  /** How many digits before the point are written at least. */
  readonly leastDigits: number;
  readonly decimals: number;
  /** Whether zeros at the end of the decimals are left out. */
  readonly dropsZeros: boolean;
  /** With the place of the sign. */
  readonly width: number;
}

/**
 * A number by a pattern of 9, 0, comma, point, G, D and FM; `undefined` for another one. A number
 * with more digits than the pattern is `###` in PostgreSQL, and is written out here.
 * https://www.postgresql.org/docs/18/functions-formatting.html
 */
export function numberByPattern(
  value: Node,
  pattern: string,
  context: RuleContext,
): Template | undefined {
  const read = readPattern(pattern);
  if (!read) return undefined;
  const text = written(value, read, context);
  return isLiteral(value)
    ? text
    : sql`case when ${context.operand(value)} is not null then ${text} end`;
}

function readPattern(pattern: string): NumberPattern | undefined {
  const [, tight, whole = '', fraction = ''] =
    /^(FM)?([90,G]*[90])(?:[.D]([90]*))?$/.exec(pattern) ?? [];
  if (!whole) return undefined;
  const digits = whole.replaceAll(/[,G]/g, '');
  const groups = whole.length - digits.length;
  const isGrouped = groups > 0;
  if (isGrouped && !/^\d{1,3}(?:[,G]\d{3})+$/.test(whole)) return undefined;
  const firstZero = digits.indexOf('0');
  const hasPoint = /[.D]/.test(pattern);
  const dropsZeros = tight !== undefined && /^9+$/.test(fraction);
  if (tight && !dropsZeros && fraction.includes('9')) return undefined;
  const leastDigits = firstZero < 0 ? (fraction ? 0 : 1) : digits.length - firstZero;
  if (isGrouped && leastDigits > 1) return undefined;
  return {
    isTight: tight !== undefined,
    isGrouped,
    leastDigits,
    decimals: fraction.length,
    dropsZeros,
    width: 1 + whole.length + (hasPoint ? 1 + fraction.length : 0),
  };
}

function written(value: Node, pattern: NumberPattern, context: RuleContext): Template {
  const { isTight, isGrouped, leastDigits, decimals, dropsZeros, width } = pattern;
  const isWhole = decimals === 0 && isInteger(context.typeOf(value));
  const least = leastDigits > 1 ? `0${leastDigits + 1 + (decimals ? decimals + 1 : 0)}` : '';
  const sign = least ? ' ' : '';
  const format = `%${sign}${isGrouped ? ',' : ''}${least}${isWhole ? 'd' : `.${decimals}f`}`;
  const printed = sql`printf('${format}', ${value})`;
  const digits = dropsZeros ? sql`rtrim(${printed}, '0')` : printed;
  const shown =
    leastDigits === 0
      ? sql`case when abs(${value}) < 1 then replace(${digits}, '0.', '.') else ${digits} end`
      : digits;
  if (isTight) return least ? sql`ltrim(${shown})` : shown;
  return sql`printf('%${width}s', ${shown})`;
}
