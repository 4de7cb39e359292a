import { runMigrations } from '../adapters/migrations/run.ts';
import { SwitchError } from '../core/errors.ts';
import type { MigrationRequest } from '../migrations/request.ts';
import type { MigrationsMessage } from './migrations-protocol.ts';

/**
 * The process in which a project's migrations run: it reads one request, runs the project's code,
 * and ends. When its parent goes away it ends with all that it has started.
 */
process.once('message', (request) => void answer(request as MigrationRequest));
process.once('disconnect', endGroup);

async function answer(request: MigrationRequest): Promise<void> {
  try {
    const answer = await runMigrations(request, (text) => send({ kind: 'output', text }));
    await send({ kind: 'done', answer });
  } catch (error) {
    await send(failure(error));
  }
  process.removeListener('disconnect', endGroup);
  process.exit(0);
}

function failure(error: unknown): MigrationsMessage {
  if (error instanceof SwitchError) {
    return { kind: 'failed', code: error.code, message: error.message, nextStep: error.nextStep };
  }
  const message = error instanceof Error ? error.message : String(error);
  const nextStep = 'Read the log; please report it if the project is not to blame.';
  return { kind: 'failed', code: 'program-failed', message, nextStep };
}

function send(message: MigrationsMessage): Promise<void> {
  return new Promise((resolve) => {
    if (process.send) process.send(message, () => resolve());
    else resolve();
  });
}

function endGroup(): void {
  if (process.platform !== 'win32') process.kill(-process.pid, 'SIGKILL');
  process.exit(1);
}
