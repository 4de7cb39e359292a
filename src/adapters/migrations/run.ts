import { join } from 'node:path';
import { SwitchError } from '../../core/errors.ts';
import type { MigrationAnswer } from '../../host/migrations-protocol.ts';
import type { MigrationRequest } from '../../migrations/request.ts';
import { freshHistory } from '../alembic/fresh-history.ts';
import { openAlembicProject } from '../alembic/project.ts';
import { alembicStatus, changeWithAlembic, makeRevision } from '../alembic/run-alembic.ts';
import { setUpAlembic } from '../alembic/set-up.ts';
import { openKnexProject } from '../knex/project.ts';
import { changeWithKnex, knexStatus, makeKnexMigration } from '../knex/run-knex.ts';
import { readTypeScript } from '../knex/typescript-hook.ts';
import { applyScripts, openScripts, scriptsStatus } from '../sql-scripts/run-scripts.ts';
import { dotenvVariables } from './environment.ts';

/**
 * Does what is asked, in this process: the project's code runs in it, and the working directory and
 * the environment become the project's. Throws `SwitchError`.
 */
export async function runMigrations(
  request: MigrationRequest,
  onOutput: (text: string) => void,
): Promise<MigrationAnswer> {
  const { folder, workspace, envFiles = [] } = request;
  const files = [...envFiles, join(folder, '.env'), join(workspace, '.env')];
  Object.assign(process.env, await dotenvVariables(files));
  switch (request.tool) {
    case 'alembic':
      return runWithAlembic(request, onOutput);
    case 'knex':
      return runWithKnex(request, onOutput);
    case 'sql':
      return runScripts(request);
  }
}

async function runScripts(request: MigrationRequest): Promise<MigrationAnswer> {
  const project = await openScripts(request);
  const { action, workspace } = request;
  if (action.kind === 'status') {
    return { kind: 'status', status: await scriptsStatus(project, workspace) };
  }
  if (action.kind === 'up') {
    return { kind: 'report', report: await applyScripts(project, request) };
  }
  throw new SwitchError(
    'wrong-usage',
    `Scripts of SQL know no way for ${action.kind}.`,
    'Use status or up; a backup is restored with: engine-switch migrate restore',
  );
}

async function runWithAlembic(
  request: MigrationRequest,
  onOutput: (text: string) => void,
): Promise<MigrationAnswer> {
  const { action, workspace } = request;
  if (action.kind === 'set-up') {
    return { kind: 'report', report: await setUpAlembic(request, onOutput) };
  }
  const project = await openAlembicProject({ ...request, onOutput });
  if (action.kind === 'status') {
    return { kind: 'status', status: await alembicStatus(project, workspace) };
  }
  const run = { ...request, project };
  if (action.kind === 'make' || action.kind === 'merge') {
    return { kind: 'report', report: await makeRevision(run, action) };
  }
  if (action.kind === 'fresh') return { kind: 'report', report: await freshHistory(run) };
  return { kind: 'report', report: await changeWithAlembic(run, action) };
}

async function runWithKnex(
  request: MigrationRequest,
  onOutput: (text: string) => void,
): Promise<MigrationAnswer> {
  readTypeScript();
  const environment = request.environment ?? process.env.NODE_ENV ?? 'development';
  const project = await openKnexProject({ ...request, environment });
  const { action } = request;
  if (action.kind === 'status') return { kind: 'status', status: await knexStatus(project) };
  const run = { ...request, project, onOutput };
  if (action.kind === 'merge' || action.kind === 'fresh' || action.kind === 'set-up') {
    throw new SwitchError('wrong-usage', `Knex has no ${action.kind}.`, 'Use the alembic tool.');
  }
  if (action.kind === 'make')
    return { kind: 'report', report: await makeKnexMigration(run, action) };
  return { kind: 'report', report: await changeWithKnex(run, action) };
}
