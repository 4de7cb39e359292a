import { setTimeout } from 'node:timers/promises';
import { SwitchError } from '../../core/errors.ts';
import { loadNodeSqlite, type NodeSqlite } from '../sqlite/node-sqlite.ts';

/** Copied in one step: less than SQLite's page cache, which would spill into the file; bytes. */
const stepSize = 1_000_000;

/** How long a program may hold the database before the replacement gives up; milliseconds. */
const patience = 5000;

/**
 * Makes the content of `target` that of `source` in one transaction of SQLite's own: a kill at any
 * moment leaves the old or the new content, open connections of other programs stay valid, and the
 * journal mode stays what it was. `isUnchanged` is asked once the target is locked; where it says
 * no, nothing is written and `false` comes back. Throws `database-unavailable`.
 */
export async function replaceDatabase(
  source: string,
  target: string,
  isUnchanged: () => boolean,
): Promise<boolean> {
  const sqlite = await loadNodeSqlite();
  const database = new sqlite.DatabaseSync(source);
  const deadline = Date.now() + patience;
  try {
    for (;;) {
      const outcome = await tryBackup(sqlite, database, target, isUnchanged);
      if (typeof outcome === 'boolean') return outcome;
      if (!outcome.locked || Date.now() > deadline) throw unavailable(outcome.error);
      await setTimeout(100);
    }
  } finally {
    database.close();
  }
}

interface Failure {
  readonly error: unknown;
  readonly locked: boolean;
}

const changed = new Error('The target was written to.');

async function tryBackup(
  { backup }: NodeSqlite,
  database: InstanceType<NodeSqlite['DatabaseSync']>,
  target: string,
  isUnchanged: () => boolean,
): Promise<boolean | Failure> {
  const pages = Number(database.prepare('PRAGMA page_count').get()?.page_count);
  const pageSize = Number(database.prepare('PRAGMA page_size').get()?.page_size);
  let asked = false;
  try {
    await backup(database, target, {
      // At least two steps: between them the target is locked and untouched.
      rate: Math.max(1, Math.floor(Math.min(stepSize / pageSize, pages / 2))),
      progress: () => {
        if (!asked && !isUnchanged()) throw changed;
        asked = true;
      },
    });
    return true;
  } catch (error) {
    if (error === changed) return false;
    return { error, locked: !asked && isLockedError(error) };
  }
}

/** A locked target is reported as "not an error", code 0 (Node 24.21). */
function isLockedError(error: unknown): boolean {
  const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : -1;
  return code === 0 || code === 5 || code === 6;
}

function unavailable(cause: unknown): SwitchError {
  return new SwitchError(
    'database-unavailable',
    'The migrated database could not take the place of the old one: a program holds it.',
    'It is as it was. Close the programs that use it and run again.',
    cause,
  );
}
