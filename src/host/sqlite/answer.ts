import type { DatabaseState } from '../../data/database.ts';
import type { HostRequest } from '../protocol.ts';
import { type DatabaseFiles, readSafely, withConnection } from './access.ts';
import { attachForWriting } from './attached.ts';
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
  files: DatabaseFiles,
  request: HostRequest,
  onRows: OnRows,
): Promise<unknown> {
  switch (request.op) {
    case 'state':
      return readState(driver, files) satisfies Promise<DatabaseState>;
    case 'fingerprint':
      // Somebody looks every second: an application that has closed is noticed then.
      for (const one of pathsOf(files)) if (caresForLog(one)) tidyLog(driver, one);
      return pathsOf(files).map(fingerprintText).join(' ');
    case 'catalog':
      return readSafely(driver, files, readCatalog);
    case 'select':
      return readSafely(driver, files, (connection) =>
        select(connection, request.statement, request.options),
      );
    case 'run': {
      const work = (connection: SqliteConnection) =>
        run(connection, request.statements, request.options);
      return request.options.access === 'write'
        ? withWriter(driver, files, work)
        : readSafely(driver, files, work);
    }
    case 'write':
      return withWriter(driver, files, (connection) => write(connection, request.statements));
    case 'export':
      return readSafely(driver, files, (connection) =>
        exportRows(connection, request.request, onRows),
      );
  }
}

function pathsOf({ path, attached }: DatabaseFiles): readonly string[] {
  return [path, ...attached.map((file) => file.path)];
}

/** On a connection that may write to all of the files. */
function withWriter<T>(
  driver: SqliteDriver,
  { path, attached }: DatabaseFiles,
  work: (connection: SqliteConnection) => T,
): Promise<T> {
  return withConnection(driver, path, 'write', (connection) => {
    attachForWriting(connection, attached);
    return work(connection);
  });
}

/** Equal texts mean that nothing was committed in between. */
function fingerprintText(path: string): string {
  const { main, wal } = takeFingerprint(path);
  return `${main}|${wal?.mark ?? ''}`;
}
