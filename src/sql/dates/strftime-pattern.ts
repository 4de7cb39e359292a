import { join, sql, type Template } from '../template.ts';

/** What to_char() writes for a letter of strftime(). https://www.sqlite.org/lang_datefunc.html#strftm */
const patterns: Readonly<Record<string, string>> = {
  Y: 'YYYY',
  m: 'MM',
  d: 'DD',
  H: 'HH24',
  I: 'HH12',
  M: 'MI',
  S: 'SS',
  f: 'SS.MS',
  j: 'DDD',
  F: 'YYYY-MM-DD',
  T: 'HH24:MI:SS',
  R: 'HH24:MI',
  p: 'AM',
  P: 'am',
  G: 'IYYY',
  g: 'IY',
  V: 'IW',
  u: 'ID',
};

/** What is computed. */
const computed: Readonly<Record<string, (moment: Template) => Template>> = {
  s: (moment) => sql`floor(extract(epoch from ${moment}))::bigint::text`,
  w: (moment) => sql`extract(dow from ${moment})::text`,
  J: (moment) => sql`(extract(epoch from ${moment}) / 86400 + 2440587.5)::float8::text`,
  e: (moment) => sql`lpad(to_char(${moment}, 'FMDD'), 2)`,
  k: (moment) => sql`lpad(to_char(${moment}, 'FMHH24'), 2)`,
  l: (moment) => sql`lpad(to_char(${moment}, 'FMHH12'), 2)`,
  W: (moment) =>
    sql`lpad(((extract(doy from ${moment})::int + 6 - (extract(isodow from ${moment})::int - 1)) / 7)::text, 2, '0')`,
  U: (moment) =>
    sql`lpad(((extract(doy from ${moment})::int + 6 - extract(dow from ${moment})::int) / 7)::text, 2, '0')`,
};

/** A moment written by a format of strftime(); nothing for a letter that SQLite does not have. */
export function writtenBy(format: string, moment: Template): Template | undefined {
  const parts: Template[] = [];
  let pattern = '';
  const flush = () => {
    if (pattern) parts.push(sql`to_char(${moment}, '${pattern}')`);
    pattern = '';
  };
  for (const [piece, letter] of format.matchAll(/%(.)|[^%]+/gs)) {
    if (letter === undefined || letter === '%') {
      pattern += literal(letter ?? piece);
      continue;
    }
    const compute = computed[letter];
    if (!compute && !patterns[letter]) return undefined;
    if (compute) {
      flush();
      parts.push(compute(moment));
    } else pattern += patterns[letter] ?? '';
  }
  flush();
  if (parts.length === 0) return sql`''`;
  return parts.length === 1 ? parts[0] : join(parts, ' || ');
}

/** Letters and quotes would be read as patterns. */
function literal(text: string): string {
  const quoted = text.replaceAll("'", "''");
  return /[\p{L}\p{N}"\\]/u.test(text) ? `"${quoted.replace(/["\\]/g, '\\$&')}"` : quoted;
}
