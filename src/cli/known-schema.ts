import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { openDatabase } from '../adapters/open-database.ts';
import { definitionsOf } from '../catalog/definitions.ts';
import { outlined, type Schema } from '../sql/schema.ts';
import { definitionsIn, schemaOf } from '../sql/script-schema.ts';

const sqliteHeader = 'SQLite format 3\0';

/** Whether a file is a SQLite database. Throws what reading throws. */
export async function isSqliteFile(path: string): Promise<boolean> {
  const bytes = await readFile(path);
  return bytes.subarray(0, sqliteHeader.length).toString('latin1') === sqliteHeader;
}

/** The columns of a live database's tables. Call `loadParser` first. Throws what reading throws. */
export async function liveSchema(place: string, cwd: string): Promise<Schema> {
  const database = openDatabase(place, (path) => resolve(cwd, path));
  try {
    return outlined(schemaOf(definitionsIn(definitionsOf(await database.catalog()))));
  } finally {
    await database.close();
  }
}
