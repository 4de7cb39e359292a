import { runMigrations } from '../adapters/migrations/run.ts';
import { SwitchError } from '../core/errors.ts';
import type { MigrationRequest } from '../migrations/request.ts';
import type { MigrationsMessage } from './migrations-protocol.ts';

/**
 * The process in which a project's migrations run: it reads one request, runs the project's code,
 * answers, and waits for its parent to end it. When the parent goes away it ends with all that it
 * has started.
 */
process.once('message', (request) => void answer(request as MigrationRequest));
process.once('disconnect', endGroup);

async function answer(request: MigrationRequest): Promise<void> {
  try {
    const answer = await runMigrations(request, (text) => send({ kind: 'output', text }));
    await printed();
    send({ kind: 'done', answer });
  } catch (error) {
    await printed();
    send(failure(error));
  }
}

/** Where pipes are written to later (Windows), the answer must not come before the output. */
async function printed(): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) {
    await new Promise<void>((resolve) => stream.write('', () => resolve()));
  }
}

function failure(error: unknown): MigrationsMessage {
  if (error instanceof SwitchError) {
    return { kind: 'failed', code: error.code, message: error.message, nextStep: error.nextStep };
  }
  const message = error instanceof Error ? error.message : String(error);
  const nextStep = 'Read the log; please report it if the project is not to blame.';
  return { kind: 'failed', code: 'program-failed', message, nextStep };
}

function send(message: MigrationsMessage): void {
  process.send?.(message);
}

function endGroup(): void {
  if (process.platform !== 'win32') process.kill(-process.pid, 'SIGKILL');
  process.exit(1);
}
