import { join } from 'node:path';
import { SwitchError } from '../../core/errors.ts';
import type { MigrationAnswer } from '../../host/migrations-protocol.ts';
import type { MigrationAction, MigrationRequest } from '../../migrations/request.ts';
import { dotenvVariables } from './environment.ts';

/**
 * Does what is asked, in this process: the project's code runs in it, and the working directory and
 * the environment become the project's. Throws `SwitchError`.
 */
export async function runMigrations(
  request: MigrationRequest,
  onOutput: (text: string) => void,
): Promise<MigrationAnswer> {
  const { action, dryRun, folder, workspace, envFiles = [] } = request;
  if (dryRun && writers.includes(action.kind)) throw noDryRun(action.kind);
  const usual = [join(folder, '.env'), join(workspace, '.env'), join(folder, '.flaskenv')];
  const files = [...envFiles, ...usual];
  Object.assign(process.env, await dotenvVariables(files));
  // Each is loaded where it is wanted: this process lives for one request.
  switch (request.tool) {
    case 'alembic':
      return (await import('../alembic/answer.ts')).answerWithAlembic(request, onOutput);
    case 'knex':
      return (await import('../knex/answer.ts')).answerWithKnex(request, onOutput);
    case 'sql':
      return (await import('../sql-scripts/answer.ts')).answerWithScripts(request);
  }
}

/** What makes files of the project, and has nothing to run on a copy. */
const writers: readonly MigrationAction['kind'][] = ['make', 'merge', 'restore-history', 'set-up'];

function noDryRun(kind: string): SwitchError {
  return new SwitchError(
    'wrong-usage',
    `${kind} writes files and migrates nothing, so that it cannot be tried.`,
    'Run it without --dry-run, look at the new files, and then try: migrate up --dry-run',
  );
}
