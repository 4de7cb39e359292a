import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { MigrationReport, MigrationStatus } from '../../migrations/report.ts';
import type { MigrationRequest } from '../../migrations/request.ts';
import { splitScript } from '../../sql/splitter.ts';
import { guardedRun } from '../migrations/guarded-run.ts';
import { loadNodeSqlite } from '../sqlite/node-sqlite.ts';
import { type AppliedScript, appliedScript, ledger, statusOf } from './script-ledger.ts';
import type { FileScripts } from './script-project.ts';

export async function scriptsStatus(
  { scripts, database }: FileScripts,
  workspace: string,
): Promise<MigrationStatus> {
  const done = await appliedScripts(join(workspace, database));
  return statusOf(scripts, done, { engine: 'sqlite', label: database });
}

/** Applies what is pending to a guarded copy; a statement that fails is named and left out. */
export async function applyScripts(
  { scripts, database }: FileScripts,
  request: MigrationRequest,
): Promise<MigrationReport> {
  const file = join(request.workspace, database);
  const done = await appliedScripts(file);
  const pending = scripts.filter(({ path }) => !done.has(path));
  const { DatabaseSync } = await loadNodeSqlite();
  const { value, guard, schema } = await guardedRun({ ...request, file }, async (copy) => {
    const connection = new DatabaseSync(copy, { enableForeignKeyConstraints: false });
    try {
      connection.exec(`CREATE TABLE IF NOT EXISTS ${ledger} (path TEXT PRIMARY KEY, time TEXT)`);
      const results = pending.map(({ path, sql }) => applyScript(connection, path, sql));
      const statements = results.flatMap(({ ran }) => ran.sql);
      return { value: results, idle: pending.length === 0, statements, operations: [] };
    } finally {
      connection.close();
    }
  });
  return {
    tool: 'sql',
    toolLabel: 'SQL scripts',
    target: { engine: 'sqlite', label: database },
    dryRun: request.dryRun,
    ran: value.map(({ ran }) => ran),
    created: [],
    failures: value.flatMap(({ failures }) => failures),
    guard,
    ...(request.dryRun && { schema }),
  };
}

function applyScript(database: DatabaseSync, script: string, sql: string): AppliedScript {
  const applied = splitScript(sql).map(({ text, start }) => {
    try {
      database.exec(text);
      return { text };
    } catch (error) {
      return { text, start, error };
    }
  });
  // A transaction that the script began and whose end failed.
  if (database.isTransaction) database.exec('COMMIT');
  database
    .prepare(`INSERT INTO ${ledger} VALUES (?, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))`)
    .run(script);
  return appliedScript(script, sql, applied);
}

/** When each script was applied, by path. */
async function appliedScripts(file: string): Promise<ReadonlyMap<string, string>> {
  if (!existsSync(file)) return new Map();
  const { DatabaseSync } = await loadNodeSqlite();
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const known = database.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?').get(ledger);
    if (!known) return new Map();
    const rows = database.prepare(`SELECT path, time FROM ${ledger}`).all();
    return new Map(rows.map(({ path, time }) => [String(path), String(time)]));
  } finally {
    database.close();
  }
}
