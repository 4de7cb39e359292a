import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';
import type { Catalog } from '../../src/catalog/model.ts';
import { readPostgresqlCatalog } from '../../src/catalog/postgresql/read.ts';
import { readSqliteCatalog } from '../../src/catalog/sqlite/read.ts';
import { sqliteQuery } from './sqlite-query.ts';

/** The schema of a PostgreSQL database, by its URL. */
export async function postgresCatalog(url: string): Promise<Catalog> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return await readPostgresqlCatalog(
      async (sql, parameters = []) => (await client.query(sql, [...parameters])).rows,
    );
  } finally {
    await client.end();
  }
}

/** The schema of a SQLite file. */
export async function sqliteCatalog(file: string): Promise<Catalog> {
  const database = new DatabaseSync(file);
  try {
    return await readSqliteCatalog(sqliteQuery(database));
  } finally {
    database.close();
  }
}
