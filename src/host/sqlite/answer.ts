import type { DatabaseState } from '../../data/database.ts';
import type { HostRequest } from '../protocol.ts';
import { readSafely, withConnection } from './access.ts';
import type { SqliteConnection, SqliteDriver } from './connection.ts';
import { exportRows } from './export.ts';
import { takeFingerprint } from './fingerprint.ts';
import { caresForLog, tidyLog } from './log-care.ts';
import { readCatalog, run, select, write } from './operations.ts';
import { readState } from './state.ts';

/** Told how many rows an export has written. */
export type OnRows = (rows: number) => void;

/** Answers one request about one file; the answer is JSON. Throws SqliteFailure. */
export async function answer(
  driver: SqliteDriver,
  path: string,
  request: HostRequest,
  onRows: OnRows,
): Promise<unknown> {
  switch (request.op) {
    case 'state':
      return readState(driver, path) satisfies Promise<DatabaseState>;
    case 'fingerprint':
      // Somebody looks every second: an application that has closed is noticed then.
      if (caresForLog(path)) tidyLog(driver, path);
      return fingerprintText(path);
    case 'catalog':
      return readSafely(driver, path, readCatalog);
    case 'select':
      return readSafely(driver, path, (connection) =>
        select(connection, request.statement, request.options),
      );
    case 'run': {
      const work = (connection: SqliteConnection) =>
        run(connection, request.statements, request.options);
      return request.options.access === 'write'
        ? withConnection(driver, path, 'write', work)
        : readSafely(driver, path, work);
    }
    case 'write':
      return withConnection(driver, path, 'write', (connection) =>
        write(connection, request.statements),
      );
    case 'export':
      return readSafely(driver, path, (connection) =>
        exportRows(connection, request.request, onRows),
      );
  }
}

/** Equal texts mean that nothing was committed in between. */
function fingerprintText(path: string): string {
  const { main, wal } = takeFingerprint(path);
  return `${main}|${wal?.mark ?? ''}`;
}
