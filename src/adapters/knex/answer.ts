import { relative } from 'node:path';
import { SwitchError } from '../../core/errors.ts';
import type { MigrationAnswer } from '../../host/migrations-protocol.ts';
import type { MigrationRequest } from '../../migrations/request.ts';
import { recoverHistories } from '../migrations/history-swap.ts';
import { freshKnexHistory } from './fresh-history.ts';
import { makeKnexMigration } from './make-migration.ts';
import { openKnexProject } from './project.ts';
import { restoreKnexHistory } from './restore-history.ts';
import { changeWithKnex, knexStatus } from './run-knex.ts';
import { readTypeScript } from './typescript-hook.ts';

/** Does what is asked of a project that uses Knex, whose code runs here. Throws `SwitchError`. */
export async function answerWithKnex(
  request: MigrationRequest,
  onOutput: (text: string) => void,
): Promise<MigrationAnswer> {
  readTypeScript();
  const environment = request.environment ?? process.env.NODE_ENV ?? 'development';
  const project = await openKnexProject({ ...request, environment });
  const { action, workspace } = request;
  const config = relative(workspace, project.knexfile).replaceAll('\\', '/');
  await recoverHistories(workspace, config, async () => {
    const { entries } = await knexStatus(project);
    return new Set(entries.flatMap(({ name, state }) => (state === 'pending' ? [] : name)));
  });
  if (action.kind === 'status') return { kind: 'status', status: await knexStatus(project) };
  const run = { ...request, project, onOutput };
  if (action.kind === 'fresh') return { kind: 'report', report: await freshKnexHistory(run) };
  if (action.kind === 'restore-history') {
    return { kind: 'report', report: await restoreKnexHistory(run, config) };
  }
  if (action.kind === 'merge' || action.kind === 'set-up') {
    throw new SwitchError('wrong-usage', `Knex has no ${action.kind}.`, 'Use the alembic tool.');
  }
  if (action.kind === 'make')
    return { kind: 'report', report: await makeKnexMigration(run, action) };
  return { kind: 'report', report: await changeWithKnex(run, action) };
}
