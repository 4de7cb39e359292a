import * as vscode from 'vscode';
import type { ResultSet } from '../../../data/database.ts';
import { explainStatement, type PlanStep, planSteps } from '../../../data/query-plan.ts';
import { runOne } from '../../../data/run-one.ts';
import { withParameters } from '../ask-parameters.ts';
import type { QueryCommand } from '../query-ui.ts';
import type { TitledSet } from '../result-grid.ts';
import { queryTarget } from './query-target.ts';

/** Shows how the database would run a statement, without running it. */
export const explainStatementCommand: QueryCommand = {
  id: 'engineSwitch.explainStatement',
  needsTrust: true,
  async run(ui, argument) {
    const target = await queryTarget(ui, argument);
    const [statement] = (target && (await withParameters(target.statements))) ?? [];
    if (!target || !statement) return;
    const database = await target.entry.database();
    const isSqlite = target.entry.engine === 'sqlite';
    const explained = isSqlite
      ? explainStatement(statement)
      : { ...statement, sql: `EXPLAIN ${statement.sql}` };
    const set = await runOne(database, explained, { maxRows: 10_000, cells: 'whole' });
    ui.results.show([isSqlite ? planSet(set) : { ...set, label: 'EXPLAIN', note: statement.sql }]);
  },
};

function planSet(set: ResultSet): TitledSet {
  const steps = planSteps(set.rows);
  const costly = steps.filter((step) => step.costly).length;
  return {
    ...set,
    label: vscode.l10n.t('Query Plan'),
    columns: [
      { name: vscode.l10n.t('step'), type: '' },
      { name: vscode.l10n.t('remark'), type: '' },
    ],
    rows: steps.map((step, at) => [treeText(steps, at), remark(step)]),
    note:
      costly === 0
        ? vscode.l10n.t('Every table is read through an index.')
        : vscode.l10n.t('{0} steps read more than they need.', costly),
  };
}

function treeText(steps: readonly PlanStep[], at: number): string {
  const step = steps[at];
  if (!step) return '';
  return step.depth === 0 ? step.detail : `${'\u2003'.repeat(step.depth - 1)}└ ${step.detail}`;
}

function remark({ costly }: PlanStep): string | null {
  switch (costly) {
    case 'scan':
      return vscode.l10n.t('⚠ reads the whole table: no index fits');
    case 'sort':
      return vscode.l10n.t('⚠ sorts all rows: no index gives this order');
    case 'automatic-index':
      return vscode.l10n.t('⚠ builds an index each time: create it once');
    case undefined:
      return '';
  }
}
