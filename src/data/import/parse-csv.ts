/** A record of CSV; an empty field without quotes is NULL. */
export type CsvRecord = readonly (string | null)[];

/**
 * Reads CSV by RFC 4180, with commas, semicolons or tabs, whichever the first line has most of. A
 * byte order mark is left out; a quote that is never closed takes the rest.
 */
export function parseCsv(text: string): readonly CsvRecord[] {
  const source = text.replace(/^\uFEFF/, '');
  const delimiter = delimiterOf(source);
  const field = new RegExp(
    `(?:"((?:[^"]|"")*)"?|([^${delimiter === '\t' ? '\\t' : delimiter}\\r\\n]*))(${delimiter === '\t' ? '\\t' : delimiter}|\\r\\n|\\r|\\n|$)`,
    'y',
  );
  const records: CsvRecord[] = [];
  let record: (string | null)[] = [];
  while (field.lastIndex < source.length) {
    const at = field.lastIndex;
    // Text after a closing quote: such a field is taken as it stands.
    const match = field.exec(source) ?? plainField(source, delimiter, at);
    field.lastIndex = at + match[0].length;
    const [whole, quoted, plain, end] = match;
    record.push(quoted === undefined ? plain || null : quoted.replaceAll('""', '"'));
    if (end !== delimiter) {
      records.push(record);
      record = [];
    }
    if (whole === '') break;
  }
  if (record.length > 0) records.push([...record, null]);
  return records;
}

/** A field up to the next delimiter or line end, whatever is in it. */
function plainField(
  source: string,
  delimiter: string,
  at: number,
): readonly [string, ...(string | undefined)[]] {
  const stop = ['\r\n', '\r', '\n', delimiter]
    .map((end) => ({ end, place: source.indexOf(end, at) }))
    .filter(({ place }) => place >= 0)
    .sort((a, b) => a.place - b.place || b.end.length - a.end.length)[0];
  const place = stop?.place ?? source.length;
  const end = stop?.end ?? '';
  return [source.slice(at, place + end.length), undefined, source.slice(at, place), end];
}

function delimiterOf(text: string): ',' | ';' | '\t' {
  const line = text.slice(0, text.search(/[\r\n]|$/));
  const count = (delimiter: string) => line.split(delimiter).length;
  if (count('\t') > count(',') && count('\t') > count(';')) return '\t';
  return count(';') > count(',') ? ';' : ',';
}
