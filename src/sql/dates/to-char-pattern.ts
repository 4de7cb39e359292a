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
    const rest = pattern.slice(position);
    const quoted = /^"([^"]*)"/.exec(rest);
    const piece = quoted ? undefined : pieces.find(([name]) => rest.startsWith(name));
    if (!quoted && !piece && /^[A-Za-z]/.test(rest)) return undefined;
    if (piece && 'expression' in piece[1]) {
      flush();
      parts.push(piece[1].expression(value));
    } else if (piece && 'format' in piece[1]) format += piece[1].format;
    else format += (quoted?.[1] ?? rest.charAt(0)).replaceAll('%', '%%').replaceAll("'", "''");
    position += quoted?.[0].length ?? piece?.[0].length ?? 1;
  }
  flush();
  if (parts.length === 0) return sql`''`;
  return parts.reduce((left, right) => sql`${left} || ${right}`);
}

function formatted(format: string, value: Template): Template {
  const isText = !format.replaceAll('%%', '').includes('%');
  return isText ? sql`'${format.replaceAll('%%', '%')}'` : sql`strftime('${format}', ${value})`;
}
