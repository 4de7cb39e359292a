import type { MigrationAnswer } from '../../host/migrations-protocol.ts';
import type { MigrationRequest } from '../../migrations/request.ts';
import { openKnexProject } from '../knex/project.ts';
import { changeWithKnex, knexStatus, makeKnexMigration } from '../knex/run-knex.ts';
import { readTypeScript } from '../knex/typescript-hook.ts';
import { dotenvVariables } from './environment.ts';

/**
 * Does what is asked, in this process: the project's code runs in it, and the working directory and
 * the environment become the project's. Throws `SwitchError`.
 */
export async function runMigrations(
  request: MigrationRequest,
  onOutput: (text: string) => void,
): Promise<MigrationAnswer> {
  Object.assign(process.env, await dotenvVariables([request.folder, request.workspace]));
  return runKnex(request, onOutput);
}

async function runKnex(
  request: MigrationRequest,
  onOutput: (text: string) => void,
): Promise<MigrationAnswer> {
  readTypeScript();
  const environment = request.environment ?? process.env.NODE_ENV ?? 'development';
  const project = await openKnexProject({ ...request, environment });
  const { action } = request;
  if (action.kind === 'status') return { kind: 'status', status: await knexStatus(project) };
  const run = { ...request, project, onOutput };
  if (action.kind === 'make')
    return { kind: 'report', report: await makeKnexMigration(run, action) };
  return { kind: 'report', report: await changeWithKnex(run, action) };
}
