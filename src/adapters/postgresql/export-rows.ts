import type { FileHandle } from 'node:fs/promises';
import type pg from 'pg';
import type { ExportRequest } from '../../data/database.ts';
import { exportWriter } from '../../data/export/index.ts';
import type { Value } from '../../data/value.ts';
import { asked } from './asked.ts';
import { parameterOf, valueOfText } from './cell.ts';
import { fetchNext } from './select-rows.ts';

/** Rows that are fetched at once. */
const fetchRows = 2000;

/** Writes all rows of a statement as they were at one moment; their number. */
export async function exportRows(
  client: pg.Client,
  request: ExportRequest,
  file: FileHandle,
  onProgress: (rows: number) => void,
): Promise<number> {
  const values = Object.values(request.parameters).map(parameterOf);
  await asked(client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY'));
  await asked(client.query(`DECLARE reading NO SCROLL CURSOR FOR ${request.sql}`, values));
  let batch = await asked(fetchNext(client, fetchRows));
  const { fields } = batch;
  const columns = fields.map(({ name }) => ({ name }));
  const writer = exportWriter(request.format, { columns, table: request.table });
  await file.write(writer.head());
  let count = 0;
  for (; batch.rows.length > 0; batch = await asked(fetchNext(client, fetchRows))) {
    const rows = batch.rows.map((row): readonly Value[] =>
      row.map((text, at) => valueOfText(text, fields[at]?.dataTypeID ?? 0)),
    );
    await file.write(rows.map((row, at) => writer.row(row, count + at)).join(''));
    count += rows.length;
    onProgress(count);
  }
  await file.write(writer.tail(count));
  return count;
}
