import { arrayAsJson, readArrayLiteral } from './array-literal.ts';
import { quoteLiteral } from './cast.ts';
import { hstoreAsJson, readHstoreLiteral } from './hstore-literal.ts';
import { boundType, rangeText } from './range-literal.ts';
import { isArray, isBoolean, isDate, isNumber, isTimestamp, type SqlType } from './sql-type.ts';
import { readMoment, timestampText } from './timestamp-literal.ts';

const trueText = /^\s*(?:t|tr|tru|true|y|ye|yes|on|1)\s*$/i;
const falseText = /^\s*(?:f|fa|fal|fals|false|n|no|of|off|0)\s*$/i;

/**
 * The SQLite literal that a column of this PostgreSQL type holds for a value that is written as
 * text, as in COPY or `'...'`: 1 and 0 for booleans, JSON for arrays, one form of timestamps in UTC,
 * `x'..'` for bytes. `undefined` where SQLite has no form of the value (`infinity`).
 */
export function storedLiteral(type: SqlType | undefined, text: string): string | undefined {
  if (isArray(type)) {
    const array = readArrayLiteral(text);
    return array && type && quoteLiteral(arrayAsJson(array, type));
  }
  if (isBoolean(type)) return trueText.test(text) ? '1' : falseText.test(text) ? '0' : undefined;
  if (isNumber(type)) return numberLiteral(text);
  if (isDate(type)) return momentLiteral(text, (moment) => moment.date);
  if (isTimestamp(type))
    return momentLiteral(text, (moment) => {
      const { offset: _, ...local } = moment;
      if (!moment.date) return undefined;
      return timestampText(type?.name === 'timestamptz' ? moment : local);
    });
  const bound = boundType(type);
  if (bound) return quotedIf(rangeText(bound, text));
  if (type?.name === 'hstore') return hstoreLiteral(text);
  if (type?.name === 'bytea') return bytesLiteral(text);
  if (type?.name === 'uuid') return quoteLiteral(text.toLowerCase());
  return quoteLiteral(text);
}

/** Types whose values have texts in PostgreSQL that are not those that SQLite keeps. */
export function hasOwnForm(type: SqlType | undefined): boolean {
  if (isArray(type) || isBoolean(type) || isDate(type) || isTimestamp(type)) return true;
  return boundType(type) !== undefined || ['bytea', 'hstore', 'uuid'].includes(type?.name ?? '');
}

function quotedIf(text: string | undefined): string | undefined {
  return text === undefined ? undefined : quoteLiteral(text);
}

function hstoreLiteral(text: string): string | undefined {
  const pairs = readHstoreLiteral(text);
  return pairs && quoteLiteral(hstoreAsJson(pairs));
}

function numberLiteral(text: string): string | undefined {
  const trimmed = text.trim();
  if (/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(trimmed)) return trimmed;
  if (/^[-+]?inf(inity)?$/i.test(trimmed)) return trimmed.startsWith('-') ? '-9e999' : '9e999';
  return undefined;
}

function momentLiteral(
  text: string,
  pick: (moment: NonNullable<ReturnType<typeof readMoment>>) => string | undefined,
): string | undefined {
  const moment = readMoment(text);
  const value = moment && pick(moment);
  return value && quoteLiteral(value);
}

/** `\x48656c` or the older form with octal escapes. */
function bytesLiteral(text: string): string {
  if (/^\\x(?:[\da-f]{2})*$/i.test(text)) return `x'${text.slice(2)}'`;
  const hex = text.replace(/\\(\\|[0-3][0-7]{2})|[\s\S]/g, (whole, code?: string) => {
    if (code === '\\') return '5c';
    if (code) return Number.parseInt(code, 8).toString(16).padStart(2, '0');
    return [...new TextEncoder().encode(whole)]
      .map((byte) => byte.toString(16).padStart(2, '0'))
      .join('');
  });
  return `x'${hex}'`;
}
