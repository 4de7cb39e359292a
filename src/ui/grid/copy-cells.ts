import * as vscode from 'vscode';
import { clipboardText } from '../../data/export/clipboard-text.ts';
import type { CopyFormat, GridRequest } from '../../data/grid/protocol.ts';
import type { Value } from '../../data/value.ts';

type CopyRequest = Extract<GridRequest, { op: 'copy' }>;

interface CopySource {
  /** The rows that the request names, whole. */
  readonly read: () => Promise<readonly (readonly Value[])[]>;
  readonly columns: readonly { readonly name: string }[];
  readonly table: string;
}

/** Puts cells into the clipboard; whether it did, or the user gave the question for a format up. */
export async function copyCells(source: CopySource, request: CopyRequest): Promise<boolean> {
  const chosen = request.format === 'ask' ? await askFormat(request) : request;
  if (!chosen || chosen.format === 'ask') return false;
  const all = source.columns.map((_, at) => at);
  const columns = chosen.what === 'rows' ? all : request.columns;
  const rows = (await source.read()).map((row) => columns.map((at) => row[at] ?? null));
  const names = columns.map((at) => ({ name: source.columns[at]?.name ?? '' }));
  const text = clipboardText({ rows, columns: names, table: source.table }, chosen.format);
  await vscode.env.clipboard.writeText(text);
  return true;
}

const formats: readonly { readonly format: CopyFormat; readonly label: string }[] = [
  { format: 'csv', label: 'CSV' },
  { format: 'json', label: 'JSON' },
  { format: 'sql', label: 'SQL' },
  { format: 'markdown', label: 'Markdown' },
];

async function askFormat({
  places,
}: CopyRequest): Promise<Pick<CopyRequest, 'format' | 'what'> | undefined> {
  const items = (['selection', 'rows'] as const).flatMap((what) =>
    formats.map(({ format, label }) => ({
      label:
        what === 'selection'
          ? vscode.l10n.t('Selection as {0}', label)
          : vscode.l10n.t('Whole rows as {0}', label),
      format,
      what,
    })),
  );
  const title = vscode.l10n.t('Copy {0} rows', places.length);
  return vscode.window.showQuickPick(items, { title });
}
