import { relative, resolve } from 'node:path';
import { SwitchError } from '../../core/errors.ts';
import type { EngineId } from '../../core/goal.ts';
import type { WorkspaceSnapshot } from '../../core/snapshot.ts';
import { engines } from '../../engines/index.ts';
import type { MigrationRequest } from '../../migrations/request.ts';
import { recipes } from '../../recipes/index.ts';
import type { ConnectionPoint } from '../../recipes/recipe.ts';
import { isWrittenFor } from '../../recipes/workspace/schema-scripts.ts';
import { loadParser } from '../../sql/parser.ts';
import { type SchemaScript, schemaScripts, twinOf } from '../../sql/schema-scripts.ts';
import { translate } from '../../sql/translate.ts';
import { connectionUrls } from '../../workflow/connection-urls.ts';
import { detect } from '../../workflow/detect.ts';
import { readWorkspace } from '../workspace/read-workspace.ts';

/** A script with the SQL that the database is given. */
export interface ProjectScript extends SchemaScript {
  readonly sql: string;
}

/** The scripts of a workspace, and the SQLite file that they are applied to. */
export interface FileScripts {
  readonly kind: 'file';
  readonly scripts: readonly ProjectScript[];
  /** Relative to the workspace. */
  readonly database: string;
}

/** The scripts of a workspace, and the URL of the server that they are applied to. */
export interface ServerScripts {
  readonly kind: 'server';
  readonly scripts: readonly ProjectScript[];
  readonly url: string;
}

/**
 * Reads the scripts of a folder: the twin where there is one, else the translation. They go to the
 * engine that is asked for, else to the one that the workspace runs on. Throws `SwitchError`.
 */
export async function openScripts(request: MigrationRequest): Promise<FileScripts | ServerScripts> {
  const snapshot = await readWorkspace(request.workspace);
  await loadParser();
  const root = relative(request.workspace, request.folder).replaceAll('\\', '/');
  const engine = request.engine ?? engineOf(request, snapshot);
  const own = schemaScripts(snapshot.files).filter(({ path }) => isBelow(root, path));
  const scripts = own.map(({ path }) => {
    const twin = snapshot.files.get(twinOf(path, engine))?.text;
    const text = snapshot.files.get(path)?.text ?? '';
    return { path, sql: twin ?? formFor(engine, text) };
  });
  if (engines[engine].server) return { kind: 'server', scripts, url: serverUrl(snapshot) };
  return {
    kind: 'file',
    scripts,
    database: request.database ?? databaseOf(snapshot, root, request.workspace),
  };
}

function engineOf({ database }: MigrationRequest, snapshot: WorkspaceSnapshot): EngineId {
  const { engine } = detect(snapshot, recipes);
  return database === undefined && engine === 'postgresql' ? engine : 'sqlite';
}

/** A script that was rewritten where it stands is in the engine's SQL already. */
function formFor(to: EngineId, text: string): string {
  const from = to === 'sqlite' ? 'postgresql' : 'sqlite';
  return isWrittenFor(text, from) ? translate(text, { from, to }).sql : text;
}

function isBelow(folder: string, path: string): boolean {
  return folder === '' || path.startsWith(`${folder}/`);
}

/** What the environment says, else the project's own URL with its password. */
function serverUrl(snapshot: WorkspaceSnapshot): string {
  const { server, schemes } = engines.postgresql;
  const set = process.env.DATABASE_URL ?? '';
  if (server && schemes.some((scheme) => set.startsWith(scheme))) return set;
  const found = connectionUrls(snapshot, recipes).find(({ url }) => url.engine.server);
  if (found) return found.withPassword();
  throw noDatabase('This workspace does not say where its PostgreSQL server is.');
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
  throw noDatabase('This workspace does not say which SQLite file it uses.');
}

/** A compose file's URL is of a profile of its own; those of tests and production are not asked. */
function databaseIn(connection: ConnectionPoint | undefined): string | undefined {
  const { url, profile = 'development' } = connection ?? {};
  const isOurs = profile === 'development' || profile === 'example';
  return isOurs && url?.engine.id === 'sqlite' ? url.database : undefined;
}

function noDatabase(message: string): SwitchError {
  return new SwitchError(
    'wrong-usage',
    message,
    'Set DATABASE_URL, or name a SQLite file with --database.',
  );
}
