import * as vscode from 'vscode';
import { type ComparedRow, compareRows } from '../../../data/compare-rows.ts';
import type { ResultSet, Statement } from '../../../data/database.ts';
import { runOne } from '../../../data/run-one.ts';
import type { DatabaseEntry } from '../../explorer/database-entry.ts';
import { signalOf } from '../../progress.ts';
import { withParameters } from '../ask-parameters.ts';
import type { QueryCommand } from '../query-ui.ts';
import type { TitledSet } from '../result-grid.ts';
import { choosePair } from './compare-schemas.ts';
import { queryTarget } from './query-target.ts';

/** Rows of each side that are compared. */
const mostRows = 5000;

/** Runs one statement on two databases and shows the rows that differ, with both times. */
export const compareQueryCommand: QueryCommand = {
  id: 'engineSwitch.compareQuery',
  needsTrust: true,
  async run(ui, argument) {
    const target = await queryTarget(ui, argument);
    const [statement] = (target && (await withParameters(target.statements))) ?? [];
    const pair = statement && (await choosePair(ui, target?.entry));
    if (!statement || !pair) return;
    const location = vscode.ProgressLocation.Notification;
    const title = vscode.l10n.t('Comparing {0} and {1}', pair[0].label, pair[1].label);
    const [left, right] = await vscode.window.withProgress(
      { location, title, cancellable: true },
      (_, token) => {
        const signal = signalOf(token);
        return Promise.all(pair.map((entry) => runOn(entry, statement, signal)));
      },
    );
    if (left && right) ui.results.show([comparison(pair, left, right)]);
  },
};

async function runOn(
  entry: DatabaseEntry,
  statement: Statement,
  signal: AbortSignal,
): Promise<ResultSet> {
  const options = { maxRows: mostRows, cells: 'whole' } as const;
  return runOne(await entry.database(), statement, options, signal);
}

function comparison(
  [one, other]: readonly [DatabaseEntry, DatabaseEntry],
  left: ResultSet,
  right: ResultSet,
): TitledSet {
  const rows = compareRows(left, right);
  const different = rows.filter(({ state }) => state !== 'same');
  const time = ({ milliseconds }: ResultSet) =>
    vscode.l10n.t('{0} ms', milliseconds.toPrecision(3));
  const times = `${one.label} ${time(left)} · ${other.label} ${time(right)}`;
  const summary =
    different.length === 0
      ? vscode.l10n.t('All {0} rows are the same', rows.length)
      : vscode.l10n.t('{0} of {1} rows differ', different.length, rows.length);
  return {
    label: vscode.l10n.t('Comparison'),
    note: `${summary} · ${times}`,
    columns: [
      { name: vscode.l10n.t('row'), type: '' },
      { name: vscode.l10n.t('side'), type: '' },
      ...left.columns,
    ],
    rows: different.flatMap((row) => sidesOf(row, rows.indexOf(row) + 1, one.label, other.label)),
    more: left.more || right.more,
    milliseconds: left.milliseconds + right.milliseconds,
  };
}

/** A row that differs stands there twice, one side under the other. */
function sidesOf({ left, right }: ComparedRow, number: number, one: string, other: string) {
  const place = { integer: String(number) };
  return [
    ...(left ? [[place, `− ${one}`, ...left]] : []),
    ...(right ? [[place, `+ ${other}`, ...right]] : []),
  ];
}
