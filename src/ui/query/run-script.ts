import * as vscode from 'vscode';
import type { Database, ResultSet, ScriptResult, Statement } from '../../data/database.ts';
import type { DatabaseEntry } from '../explorer/database-entry.ts';
import { rowsText } from '../grid/rows-text.ts';
import { signalOf } from '../progress.ts';
import type { QueryUi } from './query-ui.ts';
import type { TitledSet } from './result-grid.ts';

/** Rows of a result that are shown; all of them can be exported. */
const mostRows = 10_000;

/** Runs statements with progress and a cancel that ends them, and shows what they give. */
export async function runScript(
  ui: QueryUi,
  entry: DatabaseEntry,
  statements: readonly Statement[],
): Promise<void> {
  const database = await entry.database();
  let result = await runWithProgress(database, entry, statements, 'read');
  if (result?.failure?.wouldWrite) {
    if (!(await confirmWrite(entry, statements))) return;
    result = await runWithProgress(database, entry, statements, 'write');
  }
  if (!result) return;
  const text = statements.map(({ sql }) => sql).join(';\n');
  await ui.history.add({ sql: text, database: entry.label, at: Date.now() });
  const [last] = statements.slice(-1);
  if (last) ui.last.query = { entry, statement: last };
  ui.results.show(titledSets(statements, result));
}

async function runWithProgress(
  database: Database,
  entry: DatabaseEntry,
  statements: readonly Statement[],
  access: 'read' | 'write',
): Promise<ScriptResult | undefined> {
  const location = vscode.ProgressLocation.Notification;
  const title = vscode.l10n.t('Running on {0}', entry.label);
  return vscode.window.withProgress({ location, title, cancellable: true }, async (_, token) => {
    const signal = signalOf(token);
    try {
      const options = { maxRows: mostRows, cells: 'whole', access } as const;
      return await database.run(statements, options, signal);
    } catch (error) {
      // What the user has cancelled is no error, whatever it ended with.
      if (signal.aborted) return undefined;
      throw error;
    }
  });
}

async function confirmWrite(
  entry: DatabaseEntry,
  statements: readonly Statement[],
): Promise<boolean> {
  if (!vscode.workspace.isTrusted) {
    await vscode.window.showWarningMessage(
      vscode.l10n.t('A statement that writes can be run only in a folder that you trust.'),
    );
    return false;
  }
  const run = vscode.l10n.t('Run');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t('This writes to {0}. Run it?', entry.label),
    {
      modal: true,
      detail: statements
        .map(({ sql }) => sql)
        .join(';\n')
        .slice(0, 2000),
    },
    run,
  );
  return answer === run;
}

function titledSets(
  statements: readonly Statement[],
  { sets, failure }: ScriptResult,
): readonly TitledSet[] {
  const titled = sets.map((set, at) => titledSet(statements[at]?.sql ?? '', set));
  if (!failure) return titled;
  const label = shortened(statements[sets.length]?.sql ?? '');
  const empty = { columns: [], rows: [], more: false, milliseconds: 0 };
  return [...titled, { ...empty, label, note: `✗ ${failure.message}` }];
}

function titledSet(sql: string, set: ResultSet): TitledSet {
  const rows = rowsText({ count: set.rows.length, exact: true });
  const what =
    set.changes !== undefined
      ? vscode.l10n.t('{0} changed', rowsText({ count: set.changes, exact: true }))
      : set.more
        ? vscode.l10n.t('the first {0}', rows)
        : rows;
  const time = vscode.l10n.t('{0} ms', Math.max(set.milliseconds, 0.01).toPrecision(3));
  return { ...set, label: shortened(sql), note: `${what} · ${time} · ${shortened(sql, 120)}` };
}

function shortened(sql: string, length = 32): string {
  const line = sql.replace(/\s+/g, ' ').trim();
  return line.length > length ? `${line.slice(0, length)}…` : line;
}
