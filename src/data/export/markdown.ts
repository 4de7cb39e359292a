import { displayText } from '../display.ts';
import type { Value } from '../value.ts';
import type { ExportShape, ExportWriter } from './writer.ts';

/** A table of GitHub's Markdown: numbers to the right, pipes and line ends escaped. */
export function markdownWriter({ columns }: ExportShape): ExportWriter {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`;
  return {
    head: () =>
      line(columns.map(({ name }) => escapeMarkdown(name))) + line(columns.map(() => '---')),
    row: (values) => line(values.map(cell)),
    tail: () => '',
  };
}

function cell(value: Value): string {
  return value === null ? 'NULL' : escapeMarkdown(displayText(value));
}

function escapeMarkdown(text: string): string {
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll('|', '\\|')
    .replaceAll('<', '&lt;')
    .replace(/\r\n?|\n/g, '<br>');
}
