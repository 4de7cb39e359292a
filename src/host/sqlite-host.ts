import { endWithParent } from './end-with-parent.ts';
import type { HostCall, HostError, HostReply } from './protocol.ts';
import { answer } from './sqlite/answer.ts';
import { bestDriver } from './sqlite/drivers.ts';
import { SqliteFailure } from './sqlite/result-codes.ts';
import { removeSnapshots } from './sqlite/snapshot.ts';

/**
 * Entry point of the child process that reads SQLite files: one request after the other, so that no
 * two connections are open at once. The parent cancels by ending the process.
 */
const driver = bestDriver();
let queue: Promise<void> = Promise.resolve();

function send(reply: HostReply): void {
  process.send?.(reply);
}

async function reply({ id, request, ...files }: HostCall): Promise<void> {
  try {
    const value = await answer(await driver, files, request, (rows) =>
      send({ id, kind: 'progress', rows }),
    );
    send({ id, kind: 'value', value: value ?? null });
  } catch (error) {
    send({ id, kind: 'error', error: hostError(error) });
  }
}

function hostError(error: unknown): HostError {
  const message = error instanceof Error ? error.message : String(error);
  return error instanceof SqliteFailure ? { message, sqliteCode: error.code } : { message };
}

/** What is over soon, whatever the database: the process need not be ended in the middle of it. */
const short = new Set<HostCall['request']['op']>(['state', 'catalog', 'fingerprint']);

let watching = false;

/** A thread that watches the parent costs as much as the tree: it is started when it is needed. */
function watchParent({ request }: HostCall): void {
  if (watching || short.has(request.op)) return;
  watching = true;
  endWithParent();
}

process.on('message', (call: HostCall) => {
  watchParent(call);
  queue = queue.then(() => reply(call));
});
process.on('disconnect', () => {
  removeSnapshots();
  process.exit();
});
