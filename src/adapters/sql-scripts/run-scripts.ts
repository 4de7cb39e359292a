import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { SwitchError } from '../../core/errors.ts';
import type { WorkspaceSnapshot } from '../../core/snapshot.ts';
import { positionFinder } from '../../core/span.ts';
import type {
  FailedStatement,
  MigrationReport,
  MigrationStatus,
  RanMigration,
} from '../../migrations/report.ts';
import type { MigrationRequest } from '../../migrations/request.ts';
import { recipes } from '../../recipes/index.ts';
import type { ConnectionPoint } from '../../recipes/recipe.ts';
import { isOfServer } from '../../recipes/workspace/schema-scripts.ts';
import { loadParser } from '../../sql/parser.ts';
import { type SchemaScript, schemaScripts } from '../../sql/schema-scripts.ts';
import { splitScript } from '../../sql/splitter.ts';
import { translate } from '../../sql/translate.ts';
import { detect } from '../../workflow/detect.ts';
import { guardedRun } from '../migrations/guarded-run.ts';
import { loadNodeSqlite } from '../sqlite/node-sqlite.ts';
import { readWorkspace } from '../workspace/read-workspace.ts';

/** The scripts of a workspace, and the SQLite file that they are applied to. */
export interface ScriptProject {
  readonly scripts: readonly (SchemaScript & { readonly sql: string })[];
  /** Relative to the workspace. */
  readonly database: string;
}

/** Remembers what was applied; the table's name is ours, so that it meets no other. */
const ledger = 'engine_switch_scripts';

/** Reads the scripts of a folder: the twin where there is one, else the translation. */
export async function openScripts(request: MigrationRequest): Promise<ScriptProject> {
  const snapshot = await readWorkspace(request.workspace);
  await loadParser();
  const root = relative(request.workspace, request.folder).replaceAll('\\', '/');
  const own = schemaScripts(snapshot.files).filter(({ path }) => isBelow(root, path));
  const scripts = own.map((script) => {
    const twin = snapshot.files.get(script.twin)?.text;
    const text = snapshot.files.get(script.path)?.text ?? '';
    return { ...script, sql: twin ?? sqliteForm(text) };
  });
  return { scripts, database: request.database ?? databaseOf(snapshot, root, request.workspace) };
}

/** A script that was rewritten where it stands is in SQLite's SQL already. */
function sqliteForm(text: string): string {
  return isOfServer(text) ? translate(text, { from: 'postgresql', to: 'sqlite' }).sql : text;
}

function isBelow(folder: string, path: string): boolean {
  return folder === '' || path.startsWith(`${folder}/`);
}

/**
 * The SQLite file that the projects of a folder name for development, relative to the workspace. What
 * a compose file says is where a container has it: on this machine that is another file, or none.
 */
function databaseOf(snapshot: WorkspaceSnapshot, root: string, workspace: string): string {
  for (const { project, findings } of detect(snapshot, recipes).projects) {
    if (root !== '' && project.root !== root) continue;
    const file = findings.flatMap(({ finding }) => databaseIn(finding.connection) ?? [])[0];
    if (file)
      return relative(workspace, resolve(workspace, project.root, file)).replaceAll('\\', '/');
  }
  throw noDatabase();
}

/** A compose file's URL is of a profile of its own; those of tests and production are not asked. */
function databaseIn(connection: ConnectionPoint | undefined): string | undefined {
  const { url, profile = 'development' } = connection ?? {};
  const isOurs = profile === 'development' || profile === 'example';
  return isOurs && url?.engine.id === 'sqlite' ? url.database : undefined;
}

export async function scriptsStatus(
  { scripts, database }: ScriptProject,
  workspace: string,
): Promise<MigrationStatus> {
  const done = await appliedScripts(join(workspace, database));
  return {
    tool: 'sql',
    toolLabel: 'SQL scripts',
    target: { engine: 'sqlite', label: database },
    entries: scripts.map(({ path }) => {
      const time = done.get(path);
      const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
      return { name: path, folder, state: time ? 'completed' : 'pending', ...(time && { time }) };
    }),
    locked: false,
  };
}

/** Applies what is pending to a guarded copy; a statement that fails is named and left out. */
export async function applyScripts(
  { scripts, database }: ScriptProject,
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

interface Applied {
  readonly ran: RanMigration;
  readonly failures: readonly FailedStatement[];
}

function applyScript(database: DatabaseSync, script: string, sql: string): Applied {
  const lineOf = positionFinder(sql);
  const done: string[] = [];
  const failures: FailedStatement[] = [];
  for (const { text, start } of splitScript(sql)) {
    try {
      database.exec(text);
      done.push(text);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      const statement = text.replace(/\s+/g, ' ').slice(0, 80);
      failures.push({ script, line: lineOf(start).line + 1, statement, message });
    }
  }
  // A transaction that the script began and whose end failed.
  if (database.isTransaction) database.exec('COMMIT');
  database
    .prepare(`INSERT INTO ${ledger} VALUES (?, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))`)
    .run(script);
  return { ran: { name: script, direction: 'up', sql: done }, failures };
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

function noDatabase(): SwitchError {
  return new SwitchError(
    'wrong-usage',
    'This workspace does not say which SQLite file it uses.',
    'Switch it to SQLite first, or name the file with --database.',
  );
}
