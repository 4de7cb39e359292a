import type { SourceFile, WorkspaceSnapshot } from '../core/snapshot.ts';
import { alembicEnvironments } from '../formats/alembic-environments.ts';
import {
  childrenOf,
  type JavaScriptModule,
  type JavaScriptNode,
  nodesOf,
  parseJavaScript,
} from '../formats/javascript/module.ts';
import { propertyOf } from '../formats/javascript/objects.ts';
import { stringLiteral } from '../formats/javascript/string-literal.ts';
import { schemaScripts } from '../sql/schema-scripts.ts';
import { alembicHistory } from './alembic/history.ts';
import { readRevision } from './alembic/revision.ts';
import type { MigrationProject } from './projects.ts';
import type { MigrationEntry } from './report.ts';

/**
 * The migrations of a project as its files tell, in their order: nothing of the project runs and no
 * database is asked, so that no state is known.
 */
export function staticHistory(
  snapshot: WorkspaceSnapshot,
  project: MigrationProject,
): readonly MigrationEntry[] {
  switch (project.tool) {
    case 'alembic':
      return alembicEntries(snapshot, project);
    case 'knex':
      return knexEntries(snapshot, project);
    case 'sql':
      return schemaScripts(snapshot.files).map(({ path }) => entryOf(path));
  }
}

function entryOf(path: string): MigrationEntry {
  const slash = path.lastIndexOf('/');
  return {
    name: path.slice(slash + 1),
    folder: path.slice(0, Math.max(slash, 0)),
    state: 'unknown',
  };
}

function alembicEntries(
  snapshot: WorkspaceSnapshot,
  { config }: MigrationProject,
): readonly MigrationEntry[] {
  const environment = alembicEnvironments(snapshot).find((each) => each.config === config);
  const folders = new Set(environment?.versions);
  const files = [...snapshot.files.values()].filter(({ path }) =>
    folders.has(entryOf(path).folder),
  );
  const read = files.flatMap(({ path, text }) => readRevision(path, text) ?? []);
  const { revisions, heads } = alembicHistory(read);
  return revisions.map(({ id, message, down, path }) => ({
    name: id,
    title: message,
    parents: down,
    folder: entryOf(path).folder,
    file: path,
    state: 'unknown',
    ...(heads.includes(id) && { head: true }),
  }));
}

/** By the names of the files, over all directories. https://knexjs.org/guide/migrations.html */
function knexEntries(
  { files, others }: WorkspaceSnapshot,
  { config, folder }: MigrationProject,
): readonly MigrationEntry[] {
  const own = folder === '' ? '' : `${folder}/`;
  const directories = new Set(directoriesOf(files.get(config)).map((name) => own + name));
  return [...files.keys(), ...others]
    .map(entryOf)
    .filter((entry) => directories.has(entry.folder) && /\.[cm]?[jt]s$/.test(entry.name))
    .map((entry) => ({ ...entry, folder: entry.folder.slice(own.length) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** What stands in `migrations: { directory: ... }`; Knex's own where that is not written out. */
function directoriesOf(knexfile: SourceFile | undefined): readonly string[] {
  if (!knexfile) return [usualDirectory];
  const { value: module } = parseJavaScript(knexfile.path, knexfile.text);
  const written = nodesOf(module.root, 'ObjectExpression').flatMap((object) => {
    const migrations = propertyOf(module, object, 'migrations')?.value;
    const isWritten = migrations?.name === 'ObjectExpression';
    const directory = isWritten ? propertyOf(module, migrations, 'directory')?.value : undefined;
    return directory ? stringsIn(module, directory) : [];
  });
  return written.length > 0 ? written : [usualDirectory];
}

const usualDirectory = 'migrations';

function stringsIn(module: JavaScriptModule, node: JavaScriptNode): readonly string[] {
  const nodes = node.name === 'ArrayExpression' ? childrenOf(node) : [node];
  return nodes.flatMap((each) => {
    const path = stringLiteral(module, each)?.value;
    return path === undefined ? [] : [path.replace(/^\.\/|\/$/g, '')];
  });
}
