import * as vscode from 'vscode';
import {
  activeFlag,
  columnTypes,
  type NewColumn,
  readValue,
  softDelete,
} from '../../../migrations/columns/new-column.ts';
import type { Command } from '../../commands/command.ts';
import { ask, wentBack } from '../../questions/ask.ts';
import { isMigrationNode } from '../migration-nodes.ts';
import { type MigrationsUi, openCreated, projectFor, runAndLook } from '../migrations-ui.ts';

/** The choice of a column that no template has. */
const other = 'other';

/** Writes a migration that adds a column, right on both engines, with its way back. */
export const addColumnCommand: Command<MigrationsUi> = {
  id: 'engineSwitch.addColumn',
  needsTrust: true,
  async run(ui, node) {
    const placed = await projectFor(ui, isMigrationNode(node) ? node : undefined);
    const table = tableOf(node) ?? (await typed(vscode.l10n.t('Table'), 'person'));
    const column = await askColumn(table);
    const name = `add_${column.name}_to_${table}`.replace(/\W+/g, '_');
    const title = vscode.l10n.t('Making a migration');
    const run = { placed, action: { kind: 'make', name, column }, title } as const;
    const { created } = await runAndLook(ui, run);
    await openCreated(placed, created);
  },
};

/** The table of a row of the explorer, which names it. */
function tableOf(node: unknown): string | undefined {
  if (typeof node !== 'object' || node === null || !('table' in node)) return undefined;
  const { table } = node;
  if (typeof table === 'string') return table;
  const named = typeof table === 'object' && table !== null && 'name' in table;
  return named && typeof table.name === 'string' ? table.name : undefined;
}

async function askColumn(table: string): Promise<NewColumn> {
  const template = await asked<NewColumn | typeof other>(vscode.l10n.t('Which column?'), [
    {
      label: 'is_active',
      detail: vscode.l10n.t('A flag that is on, with an index'),
      value: activeFlag(table),
    },
    {
      label: 'deleted_at',
      detail: vscode.l10n.t('The time of a soft deletion, empty at first, with an index'),
      value: softDelete(table),
    },
    { label: vscode.l10n.t('Another column…'), value: other },
  ]);
  return template === other ? askOther(table) : template;
}

async function askOther(table: string): Promise<NewColumn> {
  const name = await typed(vscode.l10n.t('Column'), 'price');
  const type = await asked(
    vscode.l10n.t('Which type?'),
    columnTypes.map((value) => ({ label: value, value })),
  );
  const required = await asked(vscode.l10n.t('May it be empty?'), [
    { label: vscode.l10n.t('May be empty'), value: false },
    { label: vscode.l10n.t('Has a value in every row'), value: true },
  ]);
  const fallback = required
    ? await typed(vscode.l10n.t('The value of the rows that are there already'), '0')
    : undefined;
  const index = await asked(vscode.l10n.t('Is it searched by?'), [
    { label: vscode.l10n.t('No index'), value: false },
    { label: vscode.l10n.t('With an index'), value: true },
  ]);
  const base = { table, name, type, nullable: !required, index };
  return { ...base, ...(fallback !== undefined && { value: readValue(fallback, type) }) };
}

async function asked<T>(
  placeholder: string,
  answers: readonly { readonly label: string; readonly detail?: string; readonly value: T }[],
): Promise<T> {
  const answer = await ask({
    title: vscode.l10n.t('Add a Column with a Migration'),
    placeholder,
    answers,
  });
  if (answer === wentBack) throw new vscode.CancellationError();
  return answer;
}

async function typed(prompt: string, placeHolder: string): Promise<string> {
  const title = vscode.l10n.t('Add a Column with a Migration');
  const value = await vscode.window.showInputBox({ title, prompt, placeHolder });
  if (value === undefined || value.trim() === '') throw new vscode.CancellationError();
  return value.trim();
}
