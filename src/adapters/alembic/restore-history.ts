import { basename, join } from 'node:path';
import { SwitchError } from '../../core/errors.ts';
import type { MigrationReport } from '../../migrations/report.ts';
import { keptHistory, swapHistory } from '../migrations/history-swap.ts';
import { type AlembicRunOptions, changeWithAlembic, lookAt } from './run-alembic.ts';

/**
 * Brings back the revisions that gave way to a new one: the database keeps its tables and rows, and
 * is stamped as it was. Throws `wrong-usage` where other revisions were made since.
 */
export async function restoreHistory(options: AlembicRunOptions): Promise<MigrationReport> {
  const { project, workspace } = options;
  const kept = await keptHistory(workspace, project.environment.config);
  const { status } = await lookAt(project, workspace);
  const known = new Set(kept.old.map((path) => basename(path)));
  const later = status.revisions.filter(({ path }) => !known.has(basename(path)));
  if (later.length > 0) throw hasLater(later.map(({ id }) => id));
  const [first] = Object.keys(kept.made);
  const versions = join(kept.folder, first === undefined ? '' : join(first, '..'));
  const inKept = { ...options, project: { ...project, place: { ...project.place, versions } } };
  // Where all of it was made at once, it was at none: the new revision made it all.
  const [at = 'heads'] = kept.ledger.map(({ name }) => name);
  const name = kept.ledger[0]?.name ?? (await lookAt(inKept.project, workspace)).status.heads[0];
  const swap = {
    ...kept,
    name: name ?? kept.name,
    ledger: status.current.map((current) => ({ name: current })),
  };
  const stamp = { kind: 'stamp', name: at } as const;
  const report = await swapHistory(workspace, swap, () => changeWithAlembic(inKept, stamp));
  return { ...report, created: Object.keys(kept.made) };
}

function hasLater(ids: readonly string[]): SwitchError {
  return new SwitchError(
    'wrong-usage',
    `Revisions were made after the history had begun anew: ${ids.slice(0, 3).join(', ')}.`,
    'Downgrade them and move their files away, and bring the old history back then.',
  );
}
