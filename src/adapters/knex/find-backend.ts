import { existsSync } from 'node:fs';
import initSqlJs from 'sql.js';
import { readImage } from '../../host/sqlite/read-image.ts';
import { findNodeSqlite } from '../sqlite/node-sqlite.ts';
import { nodeSqliteBackend } from './node-sqlite-backend.ts';
import type { OpenBackend } from './sqlite-backend.ts';
import { sqlJsBackend } from './sqljs-backend.ts';

/** SQLite for looking at a file: Node's own, else a copy in memory. */
export async function findBackend(file: string | undefined): Promise<OpenBackend> {
  const sqlite = await findNodeSqlite();
  return sqlite ? nodeSqliteBackend(sqlite) : memoryBackend(file);
}

/** SQLite on a copy of a file in memory, of which nothing is kept; empty where there is no file. */
export async function memoryBackend(file: string | undefined): Promise<OpenBackend> {
  const image = file !== undefined && existsSync(file) ? readImage(file) : undefined;
  return sqlJsBackend(await initSqlJs(), image);
}
