import * as vscode from 'vscode';
import { compareCatalogs, type Difference } from '../../../catalog/compare.ts';
import { SwitchError } from '../../../core/errors.ts';
import { targetNode } from '../../explorer/commands/target.ts';
import type { DatabaseEntry } from '../../explorer/database-entry.ts';
import type { QueryCommand, QueryUi } from '../query-ui.ts';

/** Shows how the schemas of two databases differ, each in its own engine's types. */
export const compareSchemasCommand: QueryCommand = {
  id: 'engineSwitch.compareSchemas',
  async run(ui, argument) {
    const pair = await choosePair(ui, targetNode(ui, argument)?.entry);
    if (!pair) return;
    const [left, right] = pair;
    const one = await ui.databases.load(left);
    const other = await ui.databases.load(right);
    if (!one.catalog || !other.catalog) {
      const problem = one.state.problem ?? other.state.problem;
      const nextStep = vscode.l10n.t('Look at the list of databases and refresh it.');
      throw new SwitchError('database-unavailable', problem?.message ?? '', nextStep);
    }
    const found = compareCatalogs(one.catalog, other.catalog);
    ui.results.show([
      {
        label: vscode.l10n.t('Schemas'),
        note:
          found.length === 0
            ? vscode.l10n.t(
                '{0} and {1} hold the same tables and columns.',
                left.label,
                right.label,
              )
            : vscode.l10n.t(
                '{0} differences of {1} and {2}',
                found.length,
                left.label,
                right.label,
              ),
        columns: [
          vscode.l10n.t('table'),
          vscode.l10n.t('what'),
          vscode.l10n.t('name'),
          left.label,
          right.label,
        ].map((name) => ({ name, type: '' })),
        rows: found.map(rowOf),
        more: false,
        milliseconds: 0,
      },
    ]);
  },
};

/** Stands where a side lacks a thing; NULL is what a column may be. */
const absent = '—';

function rowOf({ table, what, item, left, right }: Difference) {
  // A table has no item: it is one itself.
  return [table, what, item || table, left ?? absent, right ?? absent];
}

/** Two databases: the one that is chosen, and another; of both engines where there are. */
export async function choosePair(
  { databases }: QueryUi,
  first?: DatabaseEntry,
): Promise<readonly [DatabaseEntry, DatabaseEntry] | undefined> {
  const entries = await databases.list();
  const left = first ?? (await pick(entries, vscode.l10n.t('Compare which database?')));
  if (!left) return undefined;
  const others = entries.filter(({ id }) => id !== left.id);
  if (others.length === 0) {
    throw new SwitchError(
      'wrong-usage',
      vscode.l10n.t('There is no second database to compare with.'),
      vscode.l10n.t('Add one to the list first.'),
    );
  }
  const ordered = [...others].sort((a, b) => rank(left, a) - rank(left, b));
  const right = await pick(ordered, vscode.l10n.t('Compare {0} with', left.label));
  return right && [left, right];
}

function rank(left: DatabaseEntry, { engine }: DatabaseEntry): number {
  return engine === left.engine ? 1 : 0;
}

async function pick(entries: readonly DatabaseEntry[], title: string) {
  const items = entries.map((entry) => ({
    label: entry.label,
    description: entry.engine === 'sqlite' ? 'SQLite' : 'PostgreSQL',
    entry,
  }));
  return (await vscode.window.showQuickPick(items, { title }))?.entry;
}
