import { notice } from '../../core/notice.ts';
import { type DatabaseUrl, parseDatabaseUrl } from '../../engines/url.ts';
import { parseDotenv } from '../../formats/dotenv.ts';
import { asMap, nodeAt } from '../../formats/yaml-tree.ts';
import type { StackDatabase } from '../facts/compose-database.ts';
import { databaseVariables, urlNames } from '../facts/compose-environment.ts';
import type { ComposeFile, ComposeService, ServiceDefinition } from '../facts/compose-files.ts';
import { envFilesOf, environmentOf, keyOf, mountsOf } from '../facts/compose-services.ts';
import { interpolate, onlyHole } from '../facts/interpolation.ts';
import { isWithin, joinPath } from '../facts/paths.ts';
import { rootDefinitions } from '../facts/sqlite-placement.ts';
import { targetUrl } from '../facts/target-url.ts';
import { variableStyle } from '../facts/variable-style.ts';
import type { SwitchContext } from '../recipe.ts';
import { addVariable, declareVolume, type Sink } from './additions.ts';
import { placeIn } from './collector.ts';
import { addDependency } from './dependencies.ts';
import { choiceOf, choose } from './keep-both.ts';

/** User and password of a server on the developer's own machine. */
const developer = 'postgres';

/** The server that clients are to reach, and its service where it was there before. */
interface Server {
  readonly name: string;
  readonly existing: ComposeService | undefined;
}

/** A stack whose services are to get a server. */
export interface AdditionTask {
  readonly database: StackDatabase;
  readonly context: SwitchContext;
  readonly sink: Sink;
}

/** Gives a stack the target's server, and its clients the server's URL. */
export function collectAddition(task: AdditionTask): void {
  const { database, context, sink } = task;
  const clients = clientsIn(task);
  if (clients.length === 0) tellUnclear(task);
  const roots = clients.flatMap(rootDefinitions);
  const existing = database.servers[0]?.service;
  const server = existing?.name ?? freeName(task);
  for (const file of new Set(roots.map((root) => root.file))) {
    if (!existing) addServer(file, server, { context, sink });
  }
  for (const definition of roots) {
    const isHealthy = !existing || existing.definitions.some((each) => keyOf(each, 'healthcheck'));
    addDependency(definition, { name: server, isHealthy }, sink);
    pointAtServer(definition, { name: server, existing }, task);
  }
}

/** The services of the project that use the source: those that say so, or the only one that can. */
function clientsIn({ database, context }: AdditionTask): readonly ComposeService[] {
  const { stack, roles } = database;
  const { source, project } = context;
  const own = stack.services.filter((service) => roles.get(service) === 'application');
  const saying = own.filter(({ definitions }) =>
    definitions.some((each) => {
      const variables = databaseVariables(each, stack.variables, []);
      const fromFiles = envFilesOf(each).some((path) => {
        const file = project.files.get(joinPath(stack.folder, interpolate(path, stack.variables)));
        const entries = file ? parseDotenv(file.text).entries : [];
        return entries.some(
          ({ commented, value }) => !commented && parseDatabaseUrl(value)?.engine === source,
        );
      });
      return (
        fromFiles || variables.some((found) => found.kind === 'url' && found.url.engine === source)
      );
    }),
  );
  return saying.length > 0 || own.length > 1 ? saying : own;
}

function tellUnclear({ database, context, sink }: AdditionTask): void {
  const { stack, roles } = database;
  const own = stack.services.filter((service) => roles.get(service) === 'application');
  const [first] = own;
  if (!first) return;
  const values = {
    services: own.map(({ name }) => name).join(', '),
    engine: context.source.label,
    target: context.target.label,
    variable: urlNames[0] ?? '',
  };
  const { file, pair } = first.definitions[0];
  sink.collector.tell(
    sink.owner,
    notice('compose-clients-unclear', placeIn(file, pair.keySpan), values),
  );
}

function freeName({ database, context }: AdditionTask): string {
  const taken = new Set(database.stack.services.map(({ name }) => name));
  const wanted = [context.target.server?.service.name ?? '', context.target.id, 'database'];
  return wanted.find((name) => name !== '' && !taken.has(name)) ?? `${context.target.id}-server`;
}

/** The service, as its image wants it: user, password, database, a volume and a health check. */
function addServer(
  file: ComposeFile,
  name: string,
  { context, sink }: Omit<AdditionTask, 'database'>,
): void {
  const services = asMap(nodeAt(file.root, 'services'));
  const { server } = context.target;
  if (!server || !services) return;
  const { service, serverVariables } = server;
  const [user = '', password = '', database = ''] = [
    serverVariables.user[0],
    serverVariables.password[0],
    serverVariables.database[0],
  ];
  const volume = `${service.profile}_data`;
  const lines = [
    `${name}:`,
    `  image: ${service.image}`,
    '  restart: unless-stopped',
    '  environment:',
    `    ${user}: ${developer}`,
    `    ${password}: \${${password}:-${developer}}`,
    `    ${database}: ${context.goal.database.name}`,
    '  ports:',
    `    - "127.0.0.1:${server.defaultPort}:${server.defaultPort}"`,
    '  volumes:',
    `    - ${volume}:${service.dataFolder}`,
    '  healthcheck:',
    `    test: ["CMD-SHELL", "${service.healthcheck}"]`,
    '    interval: 5s',
    '    timeout: 5s',
    '    retries: 10',
  ];
  sink.collector.add(file, sink.owner, { kind: 'add', to: services, lines });
  declareVolume(file, volume, sink);
}

/** A service's URL becomes the server's, in the variable that it has or in a new one. */
function pointAtServer(definition: ServiceDefinition, server: Server, task: AdditionTask): void {
  const { context, sink, database } = task;
  const { source } = context;
  const found = databaseVariables(definition, database.stack.variables, []);
  let isPointed = found.some(({ kind }) => kind === 'reference');
  for (const variable of found) {
    if (variable.kind !== 'url' || variable.url.engine !== source || !variable.scalar) continue;
    const hole = onlyHole(variable.value ?? '');
    const url = serverUrl(context, server, variable.url);
    tellVolume(definition, variable.url.database, task);
    isPointed = true;
    if (context.goal.strategy === 'keep-both') {
      choose({ definition, context, sink }, variable, url);
      continue;
    }
    const value = hole ? `\${${hole.name}${hole.operator}${url}}` : url;
    const text = variable.entry.kind === 'item' ? `${variable.name}=${value}` : value;
    sink.collector.add(definition.file, sink.owner, {
      kind: 'replace',
      scalar: variable.scalar,
      text,
    });
  }
  if (isPointed || environmentOf(definition).some(({ name }) => urlNames.includes(name))) return;
  const name = urlNames[0] ?? '';
  const url = serverUrl(context, server);
  const value = context.goal.strategy === 'keep-both' ? choiceOf(url) : url;
  addVariable(definition, { name, value }, sink);
}

/** The developer's URL, with the service as its host and the credentials that it is given. */
function serverUrl(context: SwitchContext, { name, existing }: Server, old?: DatabaseUrl): string {
  const { database } = context.goal;
  const names = context.target.server?.serverVariables;
  const given = (keys: readonly string[] = []) =>
    existing?.definitions.flatMap(environmentOf).find((each) => keys.includes(each.name))?.value;
  const user = given(names?.user) ?? developer;
  const password = existing
    ? (given(names?.password) ?? developer)
    : `\${${names?.password[0]}:-${developer}}`;
  const own = existing ? (given(names?.database) ?? user) : database.name;
  const before = old ?? parseDatabaseUrl(`${context.source.schemes[0]}:///./x`);
  const style = old ? undefined : variableStyle(context.project, context.source, urlNames[0] ?? '');
  const url = (before && targetUrl(context, before, database.name, style)) ?? '';
  return url
    .replace(/\/\/[^@/]*@[^:/]+/, () => `//${user}:${password}@${name}`)
    .replace(/\/[^/]*$/, () => `/${own}`);
}

function tellVolume(
  definition: ServiceDefinition,
  path: string,
  { context, sink }: AdditionTask,
): void {
  const mount = mountsOf(definition).find(
    ({ kind, source, target }) => kind === 'volume' && source !== '' && isWithin(target, path),
  );
  if (!mount) return;
  const values = { volume: mount.source, service: definition.name, engine: context.source.label };
  const place = placeIn(definition.file, mount.entry.span);
  sink.collector.tell(sink.owner, notice('database-volume-left', place, values));
}
