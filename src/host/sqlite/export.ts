import { closeSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import type { ExportRequest } from '../../data/database.ts';
import { exportWriter } from '../../data/export/index.ts';
import { exactValue } from '../../data/value.ts';
import type { SqliteConnection } from './connection.ts';
import { bindingsOf } from './operations.ts';

/** Rows between two reports. */
const reportEvery = 10_000;

/** Text is collected to this length before it is written. */
const chunkLength = 1 << 18;

/**
 * Writes all rows of a statement beside the file and then puts it in its place, so that a cancelled
 * export leaves what was there. The number of rows.
 */
export function exportRows(
  connection: SqliteConnection,
  request: ExportRequest,
  onRows: (rows: number) => void,
): number {
  const partial = partialFile(request.file);
  const handle = openSync(partial, 'w');
  try {
    const count = writeRows(connection, request, handle, onRows);
    closeSync(handle);
    renameSync(partial, request.file);
    return count;
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
}

/** Where an export is written until it is complete. */
export function partialFile(file: string): string {
  return `${file}.partial`;
}

function writeRows(
  connection: SqliteConnection,
  request: ExportRequest,
  handle: number,
  onRows: (rows: number) => void,
): number {
  const { columns, rows } = connection.query(request.sql, bindingsOf(request));
  const writer = exportWriter(request.format, { columns, table: request.table });
  let text = writer.head();
  let count = 0;
  for (const row of rows) {
    text += writer.row(row.map(exactValue), count);
    count++;
    if (text.length >= chunkLength) {
      writeSync(handle, text);
      text = '';
    }
    if (count % reportEvery === 0) onRows(count);
  }
  writeSync(handle, text + writer.tail(count));
  return count;
}
