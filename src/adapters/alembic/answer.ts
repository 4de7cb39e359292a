import type { MigrationAnswer } from '../../host/migrations-protocol.ts';
import type { MigrationRequest } from '../../migrations/request.ts';
import { recoverHistories } from '../migrations/history-swap.ts';
import { freshHistory } from './fresh-history.ts';
import { openAlembicProject } from './project.ts';
import { restoreHistory } from './restore-history.ts';
import { alembicStatus, changeWithAlembic, lookAt, makeRevision } from './run-alembic.ts';
import { setUpAlembic } from './set-up.ts';

/** Does what is asked of a project that uses Alembic. Throws `SwitchError`. */
export async function answerWithAlembic(
  request: MigrationRequest,
  onOutput: (text: string) => void,
): Promise<MigrationAnswer> {
  const { action, workspace } = request;
  if (action.kind === 'set-up') {
    return { kind: 'report', report: await setUpAlembic(request, onOutput) };
  }
  const project = await openAlembicProject({ ...request, onOutput });
  await recoverHistories(workspace, project.environment.config, async () => {
    return new Set((await lookAt(project, workspace)).status.current);
  });
  if (action.kind === 'status') {
    return { kind: 'status', status: await alembicStatus(project, workspace) };
  }
  const run = { ...request, project };
  if (action.kind === 'make' || action.kind === 'merge') {
    return { kind: 'report', report: await makeRevision(run, action) };
  }
  if (action.kind === 'fresh') return { kind: 'report', report: await freshHistory(run) };
  if (action.kind === 'restore-history') {
    return { kind: 'report', report: await restoreHistory(run) };
  }
  return { kind: 'report', report: await changeWithAlembic(run, action) };
}
