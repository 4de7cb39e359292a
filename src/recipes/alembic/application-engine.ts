import type { CallStyle } from '../../engines/engine.ts';
import { type DatabaseUrl, parseDatabaseUrl } from '../../engines/url.ts';
import { importsOf } from '../../formats/python/imports.ts';
import {
  nodesOf,
  type PythonModule,
  type PythonNode,
  textOf,
} from '../../formats/python/module.ts';
import { envFilesOf } from '../facts/env-files.ts';
import type { MigrationEnvironment } from '../facts/migration-environments.ts';
import { isTestFile } from '../facts/profile.ts';
import { type EngineCall, engineCallsOf } from '../facts/sqlalchemy-engines.ts';
import { urlPlacesOf } from '../facts/url-places.ts';
import type { Project } from '../project.ts';
import type { PythonFile } from '../python-files.ts';

/** The URL of the application's engine, as env.py can name it. */
export interface ApplicationUrl {
  /** The module to import from, and the name in it. */
  readonly source: string;
  readonly name: string;
  /** An expression that begins with the name: `settings.database_url`. */
  readonly text: string;
  /** How the application waits for its engine. */
  readonly style: CallStyle;
  /** env.py's last import from the application, behind which another can stand. */
  readonly beside: PythonNode;
}

/**
 * The engine of the application on the database that a URL names. Nothing where several could be
 * meant, where the URL is no name of a module, or where env.py imports nothing of the application.
 */
export function applicationEngineUrl(
  project: Project,
  { file }: MigrationEnvironment,
  url: DatabaseUrl,
): ApplicationUrl | undefined {
  const found = engineCallsOf(project).filter(({ file: at, fromConfig }) => {
    return !fromConfig && at.path !== file.path && !isTestFile(at.path);
  });
  const names = [...variablesWith(project, url)];
  const isMeant = (call: EngineCall) => {
    const variable = variableOf(call);
    return names.some((name) => name === variable || name.endsWith(`_${variable}`));
  };
  const meant = found.length === 1 && names.length > 0 ? found : found.filter(isMeant);
  const [only] = meant;
  if (!only || meant.some((call) => call.url !== only.url)) return undefined;
  const name = rootName(only);
  const own = name && isOfModule(only.file, name) && importPath(project, file, only.file);
  return own ? { ...own, name, text: only.url, style: only.style } : undefined;
}

/** The variables and settings that hold a URL of the same database, in small letters. */
function variablesWith(project: Project, { engine, database }: DatabaseUrl): ReadonlySet<string> {
  const isSame = (url: DatabaseUrl | undefined) =>
    url?.engine === engine && url.database === database;
  const inFiles = envFilesOf(project)
    .filter(({ profile }) => profile !== 'test')
    .flatMap(({ document }) => document.entries)
    .flatMap(({ key, value }) => (isSame(parseDatabaseUrl(value)) ? key : []));
  const inCode = urlPlacesOf(project)
    .filter(({ profile, file }) => profile !== 'test' && !isTestFile(file.path))
    .flatMap(({ url, use }) => (isSame(url) && use.kind === 'setting' ? use.name : []));
  return new Set([...inFiles, ...inCode].map((name) => name.toLowerCase()));
}

/** The last name of an engine's URL, or the variable that its file takes it from, in small letters. */
function variableOf({ file: { module }, url }: EngineCall): string {
  const value = assignedTo(module, url);
  const text = value ? textOf(module, value) : url;
  const asked = /(?:getenv|environ(?:\.get)?)[([]\s*["'](\w+)["']/.exec(text)?.[1];
  return (asked ?? /(\w+)\W*$/.exec(text)?.[1] ?? '').toLowerCase();
}

/** The one name that an expression of names, members and calls without arguments begins with. */
function rootName({ url }: EngineCall): string | undefined {
  return /^(?:str\()?([A-Za-z_]\w*)(?:\(\))?(?:\.[\w.]+)*(?:\(\))?\)?$/.exec(url)?.[1];
}

/** Whether a name is one of the module rather than of a function in it. */
function isOfModule({ module }: PythonFile, name: string): boolean {
  const imported = importsOf(module).some(
    ({ local, statement }) => local === name && statement.parent?.name === 'Script',
  );
  return imported || assignedTo(module, name)?.parent?.parent?.name === 'Script';
}

/** What a file assigns to a name, the last time. */
function assignedTo(module: PythonModule, name: string): PythonNode | undefined {
  const found = nodesOf(module.root, 'AssignStatement').findLast(({ firstChild }) => {
    return firstChild && textOf(module, firstChild) === name;
  });
  return found?.lastChild ?? undefined;
}

/** How env.py can import from a file, by the imports of the application that it has. */
function importPath(
  project: Project,
  { module }: PythonFile,
  wanted: PythonFile,
): Pick<ApplicationUrl, 'source' | 'beside'> | undefined {
  const found = importsOf(module).flatMap(({ module: source, statement }) => {
    if (statement.parent?.name !== 'Script' || source.startsWith('.')) return [];
    const root = rootOf(project, source);
    return root === undefined || !wanted.path.startsWith(root) ? [] : { statement, root };
  });
  const last = found.at(-1);
  if (!last) return undefined;
  const path = wanted.path.slice(last.root.length).replace(/(?:\/__init__)?\.py$/, '');
  return { source: path.replaceAll('/', '.'), beside: last.statement };
}

/** The folder below which a module of the project is found, with a slash at its end; empty at the top. */
function rootOf({ files }: Project, source: string): string | undefined {
  const path = source.replaceAll('.', '/');
  const found = [...files.keys()].find((file) => {
    return [`${path}.py`, `${path}/__init__.py`].some(
      (end) => file === end || file.endsWith(`/${end}`),
    );
  });
  return found?.slice(0, found.lastIndexOf(path));
}
