import type { CopyFormat } from './copy-format.ts';

type Row = readonly (string | null)[];

/** The rows in the data of a COPY, without its header and the `\.` at its end. */
export function copyRows(data: string, format: CopyFormat): readonly Row[] {
  const rows = format.kind === 'csv' ? csvRows(data, format) : textRows(data, format);
  return format.hasHeader ? rows.slice(1) : rows;
}

function textRows(data: string, { delimiter, nullText }: CopyFormat): readonly Row[] {
  return data
    .split(/\r?\n/)
    .filter((line, index, lines) => line !== '\\.' && !(line === '' && index === lines.length - 1))
    .map((line) =>
      line.split(delimiter).map((field) => (field === nullText ? null : unescaped(field))),
    );
}

const letters: Readonly<Record<string, string>> = {
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

function unescaped(field: string): string {
  return field.replace(/\\(x[\da-fA-F]{1,2}|[0-7]{1,3}|[\s\S])/g, (_, code: string) => {
    if (/^x[\da-fA-F]/.test(code)) return String.fromCharCode(Number.parseInt(code.slice(1), 16));
    if (/^[0-7]/.test(code)) return String.fromCharCode(Number.parseInt(code, 8));
    return letters[code] ?? code;
  });
}

/** Fields in quotes may hold line ends; `\.` ends the data on a line of its own. */
function csvRows(data: string, format: CopyFormat): readonly Row[] {
  const rows: Row[] = [];
  let position = 0;
  while (position < data.length && !/^\\\.(?:\r?\n|$)/.test(data.slice(position, position + 4))) {
    const { row, end } = csvRow(data, position, format);
    rows.push(row);
    position = end;
  }
  return rows;
}

function csvRow(data: string, start: number, format: CopyFormat) {
  const row: (string | null)[] = [];
  let position = start;
  for (;;) {
    const field = csvField(data, position, format);
    row.push(field.isQuoted || field.text !== format.nullText ? field.text : null);
    position = field.end;
    if (data[position] !== format.delimiter) break;
    position += 1;
  }
  return { row, end: position + (data.startsWith('\r\n', position) ? 2 : 1) };
}

function csvField(data: string, start: number, format: CopyFormat) {
  const { delimiter, quote, escape: mark } = format;
  let text = '';
  let isQuoted = false;
  let isInside = false;
  let end = start;
  for (; end < data.length; end += 1) {
    const character = data[end] ?? '';
    const next = data[end + 1];
    if (isInside && character === mark && (next === quote || next === mark)) {
      text += next;
      end += 1;
    } else if (character === quote) {
      isInside = !isInside;
      isQuoted = true;
    } else if (
      !isInside &&
      (character === delimiter || character === '\n' || data.startsWith('\r\n', end))
    ) {
      break;
    } else text += character;
  }
  return { text, isQuoted, end };
}
