import type { SqliteConnection } from './connection.ts';
import { resultCodes, SqliteFailure } from './result-codes.ts';

/** How long a reader's lock is waited for, in milliseconds. */
const waitFor = 3000;

/**
 * Begins a reading transaction. SQLite's own waiting sleeps longer and longer, and a program that
 * writes without pause leaves gaps of less than a millisecond: they are looked for without rest.
 */
export function acquireRead(connection: SqliteConnection): void {
  const end = performance.now() + waitFor;
  for (;;) {
    try {
      connection.execute('BEGIN; SELECT count(*) FROM sqlite_schema');
      return;
    } catch (error) {
      const isBusy = error instanceof SqliteFailure && error.code === resultCodes.busy;
      if (!isBusy || performance.now() > end) throw error;
      connection.execute('ROLLBACK');
      pause();
    }
  }
}

const cell = new Int32Array(new SharedArrayBuffer(4));

/** A fraction of a millisecond, so that tries do not fall into step with what they wait for. */
export function pause(): void {
  Atomics.wait(cell, 0, 0, 0.1 + (performance.now() % 0.4));
}
