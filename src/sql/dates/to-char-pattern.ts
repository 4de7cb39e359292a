import { sql, type Template } from '../template.ts';

/** A piece of a pattern: a directive of strftime, or an expression over the moment. */
type Piece = { readonly format: string } | { readonly expression: (value: Template) => Template };

const months =
  'January  February March    April    May      June     July     August   SeptemberOctober  November December ';
const weekdays = 'Sunday   Monday   Tuesday  WednesdayThursday Friday   Saturday ';

function named(names: string, number: string, offset: number, size: number, change = '') {
  return (value: Template): Template => {
    const index = sql`(strftime('${number}', ${value}) - ${offset}) * 9 + 1`;
    const name = sql`substr('${names}', ${index}, ${size})`;
    return change ? sql`${change}(${name})` : name;
  };
}

/** The template patterns, longest first. https://www.postgresql.org/docs/18/functions-formatting.html */
const pieces: readonly (readonly [string, Piece])[] = [
  ['FMMonth', { expression: (value) => sql`rtrim(${named(months, '%m', 1, 9)(value)})` }],
  ['FMDay', { expression: (value) => sql`rtrim(${named(weekdays, '%w', 0, 9)(value)})` }],
  ['FMHH24', numberOf('%H')],
  ['FMHH12', numberOf('%I')],
  ['FMDD', numberOf('%d')],
  ['FMMM', numberOf('%m')],
  ['FMMI', numberOf('%M')],
  ['FMSS', numberOf('%S')],
  ['Month', { expression: named(months, '%m', 1, 9) }],
  ['MONTH', { expression: named(months, '%m', 1, 9, 'upper') }],
  ['month', { expression: named(months, '%m', 1, 9, 'lower') }],
  ['HH24', { format: '%H' }],
  ['HH12', { format: '%I' }],
  ['YYYY', { format: '%Y' }],
  ['IYYY', { expression: (value) => sql`strftime('%Y', ${value}, '-3 days', 'weekday 4')` }],
  ['Mon', { expression: named(months, '%m', 1, 3) }],
  ['MON', { expression: named(months, '%m', 1, 3, 'upper') }],
  ['mon', { expression: named(months, '%m', 1, 3, 'lower') }],
  ['Day', { expression: named(weekdays, '%w', 0, 9) }],
  ['DAY', { expression: named(weekdays, '%w', 0, 9, 'upper') }],
  ['day', { expression: named(weekdays, '%w', 0, 9, 'lower') }],
  ['DDD', { format: '%j' }],
  ['Dy', { expression: named(weekdays, '%w', 0, 3) }],
  ['DY', { expression: named(weekdays, '%w', 0, 3, 'upper') }],
  ['dy', { expression: named(weekdays, '%w', 0, 3, 'lower') }],
  ['HH', { format: '%I' }],
  ['MI', { format: '%M' }],
  ['MM', { format: '%m' }],
  ['DD', { format: '%d' }],
  ['SS', { format: '%S' }],
  ['MS', { expression: (value) => sql`substr(strftime('%f', ${value}), 4)` }],
  ['YY', { expression: (value) => sql`substr(strftime('%Y', ${value}), 3)` }],
  ['AM', { format: '%p' }],
  ['PM', { format: '%p' }],
  ['am', { expression: (value) => sql`lower(strftime('%p', ${value}))` }],
  ['pm', { expression: (value) => sql`lower(strftime('%p', ${value}))` }],
  [
    'IW',
    {
      expression: (value) =>
        sql`printf('%02d', (strftime('%j', date(${value}, '-3 days', 'weekday 4')) - 1) / 7 + 1)`,
    },
  ],
  ['ID', { expression: (value) => sql`cast((strftime('%w', ${value}) + 6) % 7 + 1 as text)` }],
  ['D', { expression: (value) => sql`cast(strftime('%w', ${value}) + 1 as text)` }],
  ['Q', { expression: (value) => sql`cast((strftime('%m', ${value}) + 2) / 3 as text)` }],
];

function numberOf(format: string): Piece {
  return {
    expression: (value) => sql`cast(cast(strftime('${format}', ${value}) as integer) as text)`,
  };
}

/** An expression that writes a moment by a pattern; `undefined` for a pattern that has no form. */
export function momentByPattern(pattern: string, value: Template): Template | undefined {
  const parts: Template[] = [];
  let format = '';
  const flush = () => {
    if (format) parts.push(formatted(format, value));
    format = '';
  };
  for (let position = 0; position < pattern.length; ) {
    const next = nextPiece(pattern.slice(position));
    if (!next) return undefined;
    if ('expression' in next.piece) {
      flush();
      parts.push(next.piece.expression(value));
    } else format += next.piece.format;
    position += next.length;
  }
  flush();
  if (parts.length === 0) return sql`''`;
  return parts.reduce((left, right) => sql`${left} || ${right}`);
}

/** A template pattern, a text in double quotes, or one character that stands for itself. */
function nextPiece(text: string): { piece: Piece; length: number } | undefined {
  const [whole, quoted] = /^"([^"]*)"/.exec(text) ?? [];
  if (whole !== undefined)
    return { piece: { format: literal(quoted ?? '') }, length: whole.length };
  const found = pieces.find(([name]) => text.startsWith(name));
  if (found) return { piece: found[1], length: found[0].length };
  return /^[A-Za-z]/.test(text)
    ? undefined
    : { piece: { format: literal(text.charAt(0)) }, length: 1 };
}

/** Text inside of a format of strftime, inside of an SQL literal. */
function literal(text: string): string {
  return text.replaceAll('%', '%%').replaceAll("'", "''");
}

function formatted(format: string, value: Template): Template {
  const isText = !format.replaceAll('%%', '').includes('%');
  return isText ? sql`'${format.replaceAll('%%', '%')}'` : sql`strftime('${format}', ${value})`;
}
