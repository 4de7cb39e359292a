import { basename } from 'node:path';
import { SwitchError } from '../../core/errors.ts';
import type { MigrationReport } from '../../migrations/report.ts';
import { keptHistory, swapHistory } from '../migrations/history-swap.ts';
import { tellDatabase } from './ledger.ts';
import { type KnexRun, knexLabel, knexStatus } from './run-knex.ts';

/**
 * Brings back the migrations that gave way to a new one: the database keeps its tables and rows, and
 * is told that it has the old ones. Throws `wrong-usage` where other migrations were made since.
 */
export async function restoreKnexHistory(run: KnexRun, config: string): Promise<MigrationReport> {
  const { project, workspace } = run;
  const kept = await keptHistory(workspace, config);
  const { entries } = await knexStatus(project);
  const known = new Set(kept.old.map((path) => basename(path)));
  const later = entries.filter(({ name }) => !known.has(name)).map(({ name }) => name);
  if (later.length > 0) throw hasLater(later);
  const created = Object.keys(kept.made);
  // Where all of it was made at once, nothing was in the ledger: the new migration made it all.
  const all = created.map((path) => ({ name: basename(path) }));
  const ledger = kept.ledger.length > 0 ? kept.ledger : all;
  const isDone = entries.some(({ state }) => state === 'completed');
  const name = ledger.at(-1)?.name ?? kept.name;
  const swap = { ...kept, name, ledger: entries.map((entry) => ({ name: entry.name })) };
  const { guard } = await swapHistory(
    workspace,
    swap,
    async (): Promise<Pick<MigrationReport, 'guard'>> => (isDone ? tellDatabase(run, ledger) : {}),
  );
  const base = { tool: 'knex', toolLabel: knexLabel(project), target: project.target } as const;
  return { ...base, dryRun: false, ran: [], created, ...(guard && { guard }) };
}

function hasLater(names: readonly string[]): SwitchError {
  return new SwitchError(
    'wrong-usage',
    `Migrations were made after the history had begun anew: ${names.slice(0, 3).join(', ')}.`,
    'Roll them back and move their files away, and bring the old history back then.',
  );
}
