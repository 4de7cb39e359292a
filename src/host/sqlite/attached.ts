import { pathToFileURL } from 'node:url';
import type { AttachedFile } from '../protocol.ts';
import type { SqliteConnection, SqliteDriver } from './connection.ts';
import { isSameContent, takeFingerprint } from './fingerprint.ts';
import { tidyLog } from './log-care.ts';
import { SqliteFailure } from './result-codes.ts';
import { snapshotOf } from './snapshot.ts';

/** A file that is read beside the main one, as harmlessly as that. */
export interface AttachedReading {
  /** The SQL that makes it a schema of a connection. */
  readonly sql: string;
  /** Whether nothing was committed to it since. */
  readonly isUnchanged: () => boolean;
}

/**
 * How files are attached to a connection that reads: those without a -wal file as immutable, to be
 * looked at again afterwards; the others as every reader does, or as a private copy where opening
 * would leave an index behind. Nothing where one changed meanwhile: it has to be done again.
 */
export function attachedReading(
  attached: readonly AttachedFile[],
): readonly AttachedReading[] | undefined {
  const readings = attached.map(namedReading).filter((reading) => reading !== undefined);
  return readings.length === attached.length ? readings : undefined;
}

/** What is wrong with one of several files says with which. */
function namedReading(file: AttachedFile): AttachedReading | undefined {
  try {
    return readingOf(file);
  } catch (error) {
    if (!(error instanceof SqliteFailure)) throw error;
    throw new SqliteFailure(`Attached as ${file.schema}: ${error.message}`, error.code, error);
  }
}

function readingOf({ schema, path }: AttachedFile): AttachedReading | undefined {
  const before = takeFingerprint(path);
  if (!before.wal) {
    const isUnchanged = () => isSameContent(before, takeFingerprint(path));
    return { sql: attachSql(schema, path, 'immutable=1'), isUnchanged };
  }
  const readable = before.wal.hasIndex ? path : snapshotOf(path, before);
  if (readable === undefined) return undefined;
  return { sql: attachSql(schema, readable, 'mode=ro'), isUnchanged: () => true };
}

/** Attaches files to a connection that may write. */
export function attachForWriting(
  connection: SqliteConnection,
  attached: readonly AttachedFile[],
): void {
  for (const { schema, path } of attached) {
    connection.execute(attachSql(schema, path, 'mode=rw'));
  }
}

/** Looks after the -wal files of those that were read. */
export function tidyAttached(driver: SqliteDriver, attached: readonly AttachedFile[]): void {
  for (const { path } of attached) tidyLog(driver, path);
}

function attachSql(schema: string, path: string, parameters: string): string {
  const uri = `${pathToFileURL(path)}?${parameters}`.replaceAll("'", "''");
  return `ATTACH DATABASE '${uri}' AS "${schema.replaceAll('"', '""')}"`;
}
