import { oncePer } from '../../core/once-per.ts';
import { type DatabaseUrl, parseDatabaseUrl } from '../../engines/url.ts';
import { parseDotenv } from '../../formats/dotenv.ts';
import { allPaths, baseName, folderOf, type Project } from '../project.ts';
import type { SwitchContext } from '../recipe.ts';
import { databaseHosts, type StackDatabase, stackDatabases } from './compose-database.ts';
import { databaseVariables, urlNames } from './compose-environment.ts';
import { type ComposeService, isDefined, type ServiceDefinition } from './compose-files.ts';
import { buildOf } from './compose-images.ts';
import { envFilesOf, environmentOf, type Mount, mountsOf } from './compose-services.ts';
import { workingDirectory } from './container-folder.ts';
import { interpolate } from './interpolation.ts';
import { isWithin, joinPath, relativeTo } from './paths.ts';
import { movedPgCodesOf } from './pg-code.ts';
import { targetUrl } from './target-url.ts';
import { variableStyle } from './variable-style.ts';

/** Where the database's file lies for one service as one compose file defines it. */
export interface ServicePlacement {
  readonly definition: ServiceDefinition;
  /** Absolute in the container, or relative to a working directory that is not known. */
  readonly containerFile: string;
  /** What the program has to be given: relative if the default of the settings is right there. */
  readonly file: string;
  readonly keeper: Keeper;
  /** The variable that carries the URL to the program; absent where only parts do. */
  readonly variable?: PlacementVariable;
}

/** What keeps the file when the container goes. */
export type Keeper =
  /** A folder of the host; `path` is the file's, relative to the workspace where it lies in it. */
  | { readonly kind: 'bind'; readonly path: string }
  | {
      readonly kind: 'volume';
      readonly name: string;
      readonly folder: string;
      readonly isNew: boolean;
    };

export interface PlacementVariable {
  readonly name: string;
  /** Whether the compose file has to set it, which so far it does not. */
  readonly isNew: boolean;
  /** Whether nothing says that the program reads it. */
  readonly isGuess: boolean;
}

const dataFolders = ['data', 'database', 'sqlite-data'];
const volumeNames = ['sqlite_data', 'sqlite_database', 'application_sqlite_data'];

/**
 * Where the file of a database without a server will lie for each compose service that uses it:
 * every recipe, the report and the verification ask here, so that all of them agree on one file.
 * Outside of containers it is `goal.database.file`, relative to the working directory.
 */
export function sqlitePlacements(context: PlacementContext): readonly ServicePlacement[] {
  const { project, goal, source } = context;
  return stackDatabases(project, source).flatMap((database) => {
    const roots = database.applications.flatMap((service) =>
      rootDefinitions(service).map((definition) => ({ definition, service })),
    );
    const files = [...new Set(roots.map(({ definition }) => definition.file))];
    return files.flatMap((file) => {
      const inputs = roots
        .filter(({ definition }) => definition.file === file)
        .map((root) => ({ ...root, file: goal.database.file }));
      return together(project, database, inputs);
    });
  });
}

/** Services that are started together have to open one file: where they would not, a volume is shared. */
function together(
  project: Project,
  database: StackDatabase,
  inputs: readonly PlacementInput[],
): readonly ServicePlacement[] {
  const alone = inputs.map((input) => placementOf(project, database, input));
  const keepers = new Set(
    alone.map(({ keeper }) => (keeper.kind === 'bind' ? keeper.path : keeper.name)),
  );
  if (keepers.size <= 1) return alone;
  const known = alone
    .map(({ keeper }) => keeper)
    .find((keeper) => keeper.kind === 'volume' && !keeper.isNew);
  const volume = known?.kind === 'volume' ? known.name : freeVolume(database);
  return inputs.map((input) => placementOf(project, database, { ...input, volume }));
}

type PlacementContext = Pick<SwitchContext, 'project' | 'goal' | 'source'>;

/**
 * A service's URL of its file in the form that its program reads; `undefined` where that is not
 * known. `old` is the URL that it takes the place of, where there is one.
 */
export function placementUrl(
  { file, variable }: ServicePlacement,
  context: SwitchContext,
  old?: DatabaseUrl,
): string | undefined {
  const { goal, source, project } = context;
  const name = goal.database.name;
  const before = old ?? parseDatabaseUrl(`${source.schemes[0]}://server/${name}`);
  const database = before && /^[\w-]+$/.test(before.database) ? before.database : name;
  const placed = { ...context, goal: { ...goal, database: { name, file } } };
  const style = old ? undefined : variableStyle(project, source, variable?.name ?? '');
  return before && targetUrl(placed, before, database, style);
}

/** Definitions that stand on their own; an `override` file is always laid over another one. */
export function rootDefinitions({ definitions }: ComposeService): readonly ServiceDefinition[] {
  const own = definitions.filter((each) => isDefined(each) && !isOverride(each));
  return own.length > 0 ? own : definitions.slice(0, 1);
}

function isOverride({ file }: ServiceDefinition): boolean {
  return /\.override\.ya?ml$/i.test(file.source.path);
}

interface PlacementInput {
  readonly definition: ServiceDefinition;
  readonly service: ComposeService;
  readonly file: string;
  /** A volume that has to be used, whatever else would keep the file. */
  readonly volume?: string;
}

function placementOf(
  project: Project,
  database: StackDatabase,
  input: PlacementInput,
): ServicePlacement {
  const { definition, service, file, volume } = input;
  const { stack } = database;
  const variable = urlVariableOf(project, database, service);
  const parts = { definition, ...(variable && { variable }) };
  if (isDevContainer(definition)) {
    return { ...parts, containerFile: file, file, keeper: { kind: 'bind', path: file } };
  }
  const folder = workingDirectory(project, stack, definition);
  const mounts = mountsOf(definition)
    .map((mount) => ({ ...mount, source: interpolate(mount.source, stack.variables) }))
    .filter(({ target, source }) => target.startsWith('/') && isUsable(source, volume));
  const inFolder = folder === undefined ? undefined : joinPath(folder, file);
  const holding = inFolder && mountOver(mounts, folderOf(inFolder) || '/');
  if (inFolder && holding) {
    const keeper = keeperOf(stack.folder, holding, inFolder);
    return { ...parts, containerFile: inFolder, file, keeper };
  }
  const base = folder === undefined || folder === '/' ? '' : folder;
  const data = mounts.find(
    ({ target, source }) => source !== '' && (source === volume || isDataFolder(target, base)),
  );
  const target = data?.target ?? `${base}/${freeFolder(project, database, definition)}`;
  const containerFile = `${target}/${baseName(file)}`;
  const keeper = data
    ? keeperOf(stack.folder, data, containerFile)
    : newVolume(volume ?? freeVolume(database), target);
  return { ...parts, containerFile, file: containerFile, keeper };
}

/** Where one volume has to be used, no other mount counts. */
function isUsable(source: string, volume: string | undefined): boolean {
  return volume === undefined || source === volume;
}

function newVolume(name: string, folder: string): Keeper {
  return { kind: 'volume', name, folder, isNew: true };
}

/** A development container works on the workspace itself, wherever that is mounted. */
function isDevContainer({ file }: ServiceDefinition): boolean {
  return /(^|\/)\.devcontainer\//.test(file.source.path);
}

/** The mount that a folder lies in; the innermost one counts. */
function mountOver(mounts: readonly Mount[], folder: string): Mount | undefined {
  const over = mounts.filter(({ target }) => isWithin(target, folder));
  const inner = over.toSorted((a, b) => b.target.length - a.target.length)[0];
  return inner?.source === '' || inner?.kind === 'other' ? undefined : inner;
}

function keeperOf(stackFolder: string, mount: Mount, file: string): Keeper {
  if (mount.kind === 'volume') {
    return { kind: 'volume', name: mount.source, folder: mount.target, isNew: false };
  }
  const source = mount.source.replace(/^\$\{?PWD\}?/, '.');
  const host = /^[./]/.test(source)
    ? joinPath(source.startsWith('/') ? '' : stackFolder, source)
    : source;
  return { kind: 'bind', path: joinPath(host, relativeTo(mount.target, file)) };
}

function isDataFolder(target: string, base: string): boolean {
  const name = baseName(target);
  return dataFolders.includes(name) && (folderOf(target) === base || folderOf(target) === '');
}

/** A folder beside the code that the image does not already fill with files of the project. */
function freeFolder(
  project: Project,
  { stack }: StackDatabase,
  definition: ServiceDefinition,
): string {
  const context = buildOf(project, stack, definition)?.context ?? stack.folder;
  const taken = (name: string) => {
    const folder = joinPath(context, name);
    return allPaths(project).some((path) => isWithin(folder, path));
  };
  return dataFolders.find((name) => !taken(name)) ?? 'sqlite-database';
}

function freeVolume({ stack }: StackDatabase): string {
  const taken = new Set(
    stack.services
      .flatMap(({ definitions }) => definitions.flatMap(mountsOf))
      .map(({ source }) => source),
  );
  return volumeNames.find((name) => !taken.has(name)) ?? 'sqlite_files';
}

/** The variable of a service that carries its URL, or the one that its program would read. */
function urlVariableOf(
  project: Project,
  database: StackDatabase,
  service: ComposeService,
): PlacementVariable | undefined {
  const { definitions } = service;
  const hosts = databaseHosts(database);
  const found = definitions.flatMap((each) =>
    databaseVariables(each, database.stack.variables, hosts),
  );
  const carrier =
    found.find(({ kind }) => kind === 'url') ?? found.find(({ kind }) => kind === 'reference');
  const inEnvironment =
    carrier && definitions.flatMap(environmentOf).some(({ name }) => name === carrier.name);
  if (carrier && inEnvironment) return { name: carrier.name, isNew: false, isGuess: false };
  if (found.some(({ kind }) => kind === 'selector')) return undefined;
  const supplied = urlInEnvFiles(project, database, service);
  if (supplied !== undefined) return { name: supplied, isNew: true, isGuess: false };
  const mentioned = urlNames.find((name) => namesInCode(project).has(name));
  // The module that stands for pg reads the usual name, whatever the code gives it.
  const isRead = mentioned === undefined && movedPgCodesOf(project).length > 0;
  return { name: mentioned ?? urlNames[0] ?? '', isNew: true, isGuess: !isRead };
}

/** The variable with a database URL that a service's `env_file` gives it. */
function urlInEnvFiles(
  project: Project,
  { stack }: StackDatabase,
  { definitions }: ComposeService,
): string | undefined {
  const paths = definitions.flatMap(envFilesOf);
  return paths
    .map((path) => project.files.get(joinPath(stack.folder, interpolate(path, stack.variables))))
    .flatMap((file) => (file ? parseDotenv(file.text).entries : []))
    .find(({ commented, value }) => !commented && parseDatabaseUrl(value))?.key;
}

/** The usual names of URLs that code or env files of a project mention. */
const namesInCode: (project: Project) => ReadonlySet<string> = oncePer(({ files }: Project) => {
  const words = new RegExp(`\\b(?:${urlNames.join('|')})\\b`, 'gi');
  const found = new Set<string>();
  for (const { path, text } of files.values()) {
    if (!/\.(?:py|[cm]?[jt]s)$|(?:^|\/)\.env/.test(path)) continue;
    for (const [name] of text.matchAll(words)) found.add(name.toUpperCase());
  }
  return found;
});
