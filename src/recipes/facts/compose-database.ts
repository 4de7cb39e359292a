import { oncePer } from '../../core/once-per.ts';
import type { Engine } from '../../engines/engine.ts';
import { engines } from '../../engines/index.ts';
import { baseName, type Project } from '../project.ts';
import { type DatabaseVariable, databaseVariables } from './compose-environment.ts';
import {
  type ComposeFile,
  type ComposeService,
  type ComposeStack,
  composeStacks,
} from './compose-files.ts';
import {
  hasOtherDatabase,
  hostNames,
  isBystander,
  isSharedHelper,
  roleOf,
  type ServiceRole,
  usageOf,
} from './compose-roles.ts';
import { mountsOf } from './compose-services.ts';

/** A database server of a stack, and whether it can go. */
export interface DatabaseServer {
  readonly service: ComposeService;
  /** Services that need it and are not the project's; it stays for them. */
  readonly keptFor: readonly ComposeService[];
}

/** What a stack has to do with one engine's server. */
export interface StackDatabase {
  readonly stack: ComposeStack;
  readonly servers: readonly DatabaseServer[];
  readonly helpers: readonly ComposeService[];
  /** Services of the project that talk to a server. */
  readonly applications: readonly ComposeService[];
  readonly roles: ReadonlyMap<ComposeService, ServiceRole>;
  /** Servers and helpers that nobody needs once the project is on another engine. */
  readonly leaving: ReadonlySet<ComposeService>;
  /** Files that are for this engine on purpose, beside one that does without it: not edited. */
  readonly leftAlone: readonly ComposeFile[];
}

const known = new WeakMap<Engine, (project: Project) => readonly StackDatabase[]>();

/** The stacks of a project as far as they concern an engine; worked out once. */
export function stackDatabases(project: Project, engine: Engine): readonly StackDatabase[] {
  const read =
    known.get(engine) ??
    oncePer((each: Project) => composeStacks(each).map((stack) => databaseOf(each, stack, engine)));
  known.set(engine, read);
  return read(project);
}

function databaseOf(project: Project, whole: ComposeStack, engine: Engine): StackDatabase {
  const leftAlone = filesForEngine(project, whole, engine);
  const stack = withoutFiles(whole, leftAlone);
  const roles = new Map(
    stack.services.map((service) => [service, roleOf(project, stack, { service, engine })]),
  );
  const ofRole = (...wanted: readonly ServiceRole[]) =>
    stack.services.filter((service) => wanted.includes(roles.get(service) ?? 'product'));
  const uses = (user: ComposeService, used: ComposeService) =>
    needs(project, stack, { user, used });
  const servers = ofRole('server').map((service) => ({
    service,
    keptFor: ofRole('foreign', 'product').filter((user) => uses(user, service)),
  }));
  const helpers = ofRole('helper');
  const hosts = [...servers.map(({ service }) => service), ...helpers];
  const names = hosts.flatMap(hostNames);
  const applications = ofRole('application').filter(
    (user) =>
      hosts.some((used) => usageOf(project, stack, { user, used })) ||
      user.definitions.some((each) =>
        databaseVariables(each, stack.variables, names).some(
          (found) => concerns(found, engine) || (found.kind === 'reference' && servers.length > 0),
        ),
      ),
  );
  const leaving = leavingOf(stack, { servers, helpers, engine });
  return { stack, servers, helpers, applications, roles, leaving, leftAlone };
}

function concerns(variable: DatabaseVariable, engine: Engine): boolean {
  if (variable.kind === 'url') return variable.url.engine === engine;
  return variable.kind === 'part' && variable.engine === engine;
}

/** A product needs a server that it names, or that it waits for unless it is known to store nothing. */
function needs(
  project: Project,
  stack: ComposeStack,
  pair: { readonly user: ComposeService; readonly used: ComposeService },
): boolean {
  const usage = usageOf(project, stack, pair);
  if (usage === 'mentions') return true;
  return !isBystander(stack, pair.user) && (usage === 'depends' || sharesData(pair));
}

/** A tool that mounts the server's data reads it, whatever else it says. */
function sharesData({
  user,
  used,
}: {
  readonly user: ComposeService;
  readonly used: ComposeService;
}) {
  const named = (service: ComposeService) =>
    service.definitions
      .flatMap(mountsOf)
      .filter(({ kind, source }) => kind === 'volume' && source !== '')
      .map(({ source }) => source);
  const own = new Set(named(used));
  return named(user).some((source) => own.has(source));
}

function leavingOf(
  stack: ComposeStack,
  parts: Pick<StackDatabase, 'servers' | 'helpers'> & { readonly engine: Engine },
): ReadonlySet<ComposeService> {
  const { servers, helpers, engine } = parts;
  const leaving = new Set(
    servers.filter(({ keptFor }) => keptFor.length === 0).map(({ service }) => service),
  );
  const someStay = leaving.size < servers.length;
  for (const helper of helpers) {
    const shared = engine.server && isSharedHelper(stack, helper, engine.server);
    if (someStay || (shared && hasOtherDatabase(stack)) || servers.length === 0) continue;
    leaving.add(helper);
  }
  return leaving;
}

/**
 * One compose file per engine: those that name this engine, if another one of the folder names
 * another engine, or defines the application without a server.
 */
function filesForEngine(
  project: Project,
  stack: ComposeStack,
  engine: Engine,
): readonly ComposeFile[] {
  const named = stack.files.filter(({ source }) => engineInName(source.path, engine));
  const others = stack.files.filter((file) => !named.includes(file));
  const isChoice = Object.values(engines).some(
    (other) => other !== engine && others.some(({ source }) => engineInName(source.path, other)),
  );
  if (isChoice) return named;
  const rest = withoutFiles(stack, named);
  const roles = rest.services.map((service) => roleOf(project, rest, { service, engine }));
  return roles.includes('application') && !roles.includes('server') ? named : [];
}

/** A stack as it is without some of its files. */
function withoutFiles(stack: ComposeStack, files: readonly ComposeFile[]): ComposeStack {
  if (files.length === 0) return stack;
  const services = stack.services.flatMap(({ name, definitions }): ComposeService[] => {
    const [first, ...rest] = definitions.filter(({ file }) => !files.includes(file));
    return first ? [{ name, definitions: [first, ...rest] }] : [];
  });
  return { ...stack, files: stack.files.filter((file) => !files.includes(file)), services };
}

/** Names that say which engine a compose file is for, such as `docker-compose.sqlite.yml`. */
function engineInName(path: string, engine: Engine): boolean {
  const words = baseName(path).toLowerCase().split(/[-_.]/);
  return words.some((word) => engine.selectorNames.includes(word));
}

/** The names by which a stack's services reach the engine's servers and their proxies. */
export function databaseHosts({ servers, helpers }: StackDatabase): readonly string[] {
  return [...servers.map(({ service }) => service), ...helpers].flatMap(hostNames);
}
