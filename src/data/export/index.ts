import type { ExportFormat } from '../database.ts';
import { csvWriter } from './csv.ts';
import { jsonLinesWriter, jsonWriter } from './json.ts';
import { markdownWriter } from './markdown.ts';
import { sqlWriter } from './sql.ts';
import type { ExportShape, ExportWriter } from './writer.ts';

const writers: Readonly<Record<ExportFormat, (shape: ExportShape) => ExportWriter>> = {
  csv: csvWriter,
  json: jsonWriter,
  jsonl: jsonLinesWriter,
  sql: sqlWriter,
  markdown: markdownWriter,
};

/** The writer of a format. */
export function exportWriter(format: ExportFormat, shape: ExportShape): ExportWriter {
  return writers[format](shape);
}
