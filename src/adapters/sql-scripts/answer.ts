import { SwitchError } from '../../core/errors.ts';
import type { MigrationAnswer } from '../../host/migrations-protocol.ts';
import type { MigrationRequest } from '../../migrations/request.ts';
import { applyScripts, openScripts, scriptsStatus } from './run-scripts.ts';

/** Does what is asked of a workspace's scripts. Throws `SwitchError`. */
export async function answerWithScripts(request: MigrationRequest): Promise<MigrationAnswer> {
  const project = await openScripts(request);
  const { action, workspace } = request;
  if (action.kind === 'status') {
    return { kind: 'status', status: await scriptsStatus(project, workspace) };
  }
  if (action.kind === 'up') {
    return { kind: 'report', report: await applyScripts(project, request) };
  }
  if (action.kind === 'fresh') throw noFresh();
  throw new SwitchError(
    'wrong-usage',
    `Scripts of SQL know no way for ${action.kind}.`,
    'Use status or up; a backup is restored with: engine-switch migrate restore',
  );
}

function noFresh(): SwitchError {
  return new SwitchError(
    'wrong-usage',
    'Scripts of SQL are run as they are, so that there is no history to begin anew.',
    'Write one script of the whole schema yourself, and run it on an empty database with: engine-switch migrate up',
  );
}
