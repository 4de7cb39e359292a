import { SwitchError } from '../../core/errors.ts';
import type { MigrationAnswer } from '../../host/migrations-protocol.ts';
import type { MigrationRequest } from '../../migrations/request.ts';
import { openKnexProject } from './project.ts';
import { changeWithKnex, knexStatus, makeKnexMigration } from './run-knex.ts';
import { readTypeScript } from './typescript-hook.ts';

/** Does what is asked of a project that uses Knex, whose code runs here. Throws `SwitchError`. */
export async function answerWithKnex(
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
