import { open, opendir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Folders that hold what tools made. */
const skipped = new Set([
  'node_modules',
  '.git',
  '.hg',
  '.svn',
  '.venv',
  'venv',
  '__pycache__',
  '.tox',
  '.nox',
  '.mypy_cache',
  '.engine-switch',
]);

/** https://sqlite.org/fileformat2.html#the_database_header */
const magic = 'SQLite format 3\0';

/** A database is a number of pages, of this size or a multiple. */
const smallestPage = 512;

const deepest = 12;

/**
 * The SQLite databases below a folder, by their header and not by their name; relative paths in
 * order. Files whose size no database has are not opened; folders that cannot be read are passed by.
 */
export async function findDatabases(folder: string, signal?: AbortSignal): Promise<string[]> {
  const found: string[] = [];
  await search(folder, '', found, signal);
  return found.sort();
}

async function search(
  root: string,
  folder: string,
  found: string[],
  signal: AbortSignal | undefined,
): Promise<void> {
  signal?.throwIfAborted();
  const entries = await opendir(join(root, folder)).catch(() => undefined);
  if (!entries) return;
  for await (const entry of entries) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      const isDeep = path.split('/').length > deepest;
      if (!isDeep && !skipped.has(entry.name)) await search(root, path, found, signal);
    } else if (entry.isFile() && (await isDatabase(join(root, path)))) found.push(path);
  }
}

/** Whether a file begins as a SQLite database does. */
export async function isDatabase(path: string): Promise<boolean> {
  try {
    const { size } = await stat(path);
    if (size === 0 || size % smallestPage !== 0) return false;
    const handle = await open(path, 'r');
    try {
      const { buffer, bytesRead } = await handle.read(
        Buffer.alloc(magic.length),
        0,
        magic.length,
        0,
      );
      return bytesRead === magic.length && buffer.toString('latin1') === magic;
    } finally {
      await handle.close();
    }
  } catch {
    // It went away, or is not ours to read: not a database that could be shown.
    return false;
  }
}
