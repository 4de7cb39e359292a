import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { DatabaseInspection } from '../../workflow/checks/check.ts';
import { probeInserts } from '../migrations/probe-inserts.ts';
import { takeStock } from '../migrations/take-stock.ts';
import { loadNodeSqlite } from './node-sqlite.ts';

/**
 * Looks into a copy of a database in the system's temporary folder: the file itself is read and
 * never opened. Throws `program-missing` without node:sqlite, and what SQLite says of a file that
 * is no database.
 */
export async function inspectCopy(file: string): Promise<DatabaseInspection> {
  const { DatabaseSync } = await loadNodeSqlite();
  const folder = await mkdtemp(join(tmpdir(), 'engine-switch-'));
  try {
    const copy = join(folder, basename(file));
    await copyFile(file, copy);
    // What is committed and not yet in the file is in the log; there may be none.
    await copyFile(`${file}-wal`, `${copy}-wal`).catch(() => undefined);
    const database = new DatabaseSync(copy);
    try {
      const { catalog, orphans } = await takeStock(database);
      return {
        catalog,
        orphans: orphans.reduce((sum, { rows }) => sum + rows, 0),
        insertProblems: probeInserts(database, catalog.tables),
      };
    } finally {
      database.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
