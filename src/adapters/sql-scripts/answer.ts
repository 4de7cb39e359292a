import { SwitchError } from '../../core/errors.ts';
import type { MigrationAnswer } from '../../host/migrations-protocol.ts';
import type { MigrationRequest } from '../../migrations/request.ts';
import { applyOnServer, serverStatus } from './run-on-server.ts';
import { applyScripts, scriptsStatus } from './run-scripts.ts';
import { openScripts } from './script-project.ts';

/** Does what is asked of a workspace's scripts. Throws `SwitchError`. */
export async function answerWithScripts(request: MigrationRequest): Promise<MigrationAnswer> {
  const project = await openScripts(request);
  const { action, workspace } = request;
  if (action.kind === 'status') {
    const status =
      project.kind === 'server'
        ? await serverStatus(project)
        : await scriptsStatus(project, workspace);
    return { kind: 'status', status };
  }
  if (action.kind === 'up') {
    const report =
      project.kind === 'server'
        ? await applyOnServer(project, request.dryRun)
        : await applyScripts(project, request);
    return { kind: 'report', report };
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
