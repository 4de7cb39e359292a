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
    const match = field.exec(source);
    // Text after a closing quote belongs to no field: the rest of the line is left out.
    if (!match) break;
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

function delimiterOf(text: string): ',' | ';' | '\t' {
  const line = text.slice(0, text.search(/[\r\n]|$/));
  const count = (delimiter: string) => line.split(delimiter).length;
  if (count('\t') > count(',') && count('\t') > count(';')) return '\t';
  return count(';') > count(',') ? ';' : ',';
}
