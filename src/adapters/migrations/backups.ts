import { existsSync } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { SwitchError } from '../../core/errors.ts';
import { loadNodeSqlite } from '../sqlite/node-sqlite.ts';
import { replaceDatabase } from './replace-database.ts';

/** One kept copy of a database, as it was before a run. */
export interface Backup {
  /** Its file's name in the folder of backups. */
  readonly name: string;
  /** When it was made, ISO 8601 in UTC. */
  readonly time: string;
  /** The base name of the database's file. */
  readonly database: string;
}

/** `app.20261120T114500123Z.db`: the database's stem, the time, its extension. */
const backupName = /^(.+)\.(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z(\.[^.]*)?$/;

export function backupFolder(home: string): string {
  return join(home, 'backups');
}

/**
 * Copies a database while others may use it, content of its write-ahead log included, and gives
 * the copy's path. Removes the copies of this database beyond the newest `keep`.
 */
export async function makeBackup(home: string, file: string, keep: number): Promise<string> {
  const { DatabaseSync, backup } = await loadNodeSqlite();
  const folder = backupFolder(home);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const extension = extname(file);
  const time = new Date().toISOString().replace(/[-:.]/g, '');
  const path = join(folder, `${basename(file, extension)}.${time}${extension}`);
  const database = new DatabaseSync(file, { timeout: 5000 });
  try {
    await backup(database, path, { rate: 1000 });
  } finally {
    database.close();
  }
  await removeOldest(home, basename(file), keep);
  return path;
}

/** The kept copies, the newest first. */
export async function listBackups(home: string): Promise<readonly Backup[]> {
  const names = await readdir(backupFolder(home)).catch(() => []);
  return names
    .flatMap((name): Backup[] => {
      const [, stem, year, month, day, hour, minute, second, milli, extension = ''] =
        backupName.exec(name) ?? [];
      if (stem === undefined) return [];
      const time = `${year}-${month}-${day}T${hour}:${minute}:${second}.${milli}Z`;
      return [{ name, time, database: stem + extension }];
    })
    .sort((a, b) => (a.time < b.time ? 1 : -1));
}

/**
 * Gives a database the content of a backup, in one transaction; what it held is backed up before,
 * so that this too can be undone. Throws `wrong-usage` where there is no such backup.
 */
export async function restoreBackup(home: string, name: string, file: string): Promise<void> {
  const known = (await listBackups(home)).some((backup) => backup.name === name);
  if (!known) {
    throw new SwitchError(
      'wrong-usage',
      `There is no backup named ${name}.`,
      'List them with: engine-switch migrate backups',
    );
  }
  if (existsSync(file)) await makeBackup(home, file, Number.POSITIVE_INFINITY);
  await replaceDatabase(join(backupFolder(home), name), file, () => true);
}

async function removeOldest(home: string, database: string, keep: number): Promise<void> {
  const own = (await listBackups(home)).filter((backup) => backup.database === database);
  for (const { name } of own.slice(keep)) await rm(join(backupFolder(home), name));
}
