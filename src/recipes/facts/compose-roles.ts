import type { Engine, ServerFacts } from '../../engines/engine.ts';
import { parseDotenv } from '../../formats/dotenv.ts';
import { asText } from '../../formats/yaml-tree.ts';
import { allPaths, type Project } from '../project.ts';
import type { ComposeService, ComposeStack, ServiceDefinition } from './compose-files.ts';
import {
  baseImageOf,
  buildFolder,
  imageOf,
  isImageOf,
  repositoryOf,
  serviceBuild,
} from './compose-images.ts';
import {
  commandsOf,
  envFilesOf,
  environmentOf,
  keyOf,
  linksOf,
  mountsOf,
  namesUnder,
  textOf,
} from './compose-services.ts';
import { interpolate } from './interpolation.ts';
import { isWithin, joinPath } from './paths.ts';

/**
 * What a service is to a database: its server, a tool that is of no use without it, code of the
 * project that is switched, code of another project, or somebody else's product.
 */
export type ServiceRole = 'server' | 'helper' | 'application' | 'foreign' | 'product';

/** Official images that run the project's own code. */
const runtimeImages =
  /^(python|node|ruby|golang|rust|php|openjdk|eclipse-temurin|denoland\/deno|oven\/bun|astral-sh\/uv|ubuntu|debian|alpine|busybox|mcr\.microsoft\.com|vscode\/devcontainers\/.*|devcontainers\/.*|tiangolo\/.*|tiangolo)$/;
/** Products that keep nothing in a SQL server, whatever their `depends_on` says. */
const bystanderImages =
  /(^|\/)(nginx(-\w+)*|traefik|caddy|httpd|haproxy|redis(-\w+)*|valkey|memcached|rabbitmq|mailhog|mailpit|maildev|minio|localstack|flower|selenium.*|varnish)$/;
const otherDatabaseImages =
  /(^|\/)(mysql(-server)?|mariadb|mssql.*|oracle.*|mongo|cockroach|clickhouse.*)$/;
/** A server's image that runs a client program: a backup or a seed, not a server. */
const clientPrograms = /\b(pg_dump(all)?|pg_restore|pg_basebackup|psql|createdb|backup)\b/;

/** What a service is, seen from one engine. */
export function roleOf(
  project: Project,
  stack: ComposeStack,
  { service, engine }: { readonly service: ComposeService; readonly engine: Engine },
): ServiceRole {
  const image = imageOf(stack, service);
  const build = serviceBuild(project, stack, service);
  const base = build && baseImageOf(build);
  const { server } = engine;
  if (server && isImageOf(build ? base : image, server.images)) {
    return runsClient(service) ? 'helper' : 'server';
  }
  if (server && isImageOf(image, [...server.helperImages, ...server.sharedHelperImages])) {
    return 'helper';
  }
  if (build) return isForeign(project, buildFolder(build)) ? 'foreign' : 'application';
  return isOwnImage(stack, service, image) ? 'application' : 'product';
}

function runsClient(service: ComposeService): boolean {
  return service.definitions
    .flatMap(commandsOf)
    .some(({ text }) => clientPrograms.test(text) && !/\bpostgres\s+-c\b/.test(text));
}

/** Whether a folder belongs to another project of the workspace. */
function isForeign(project: Project, folder: string): boolean {
  if (project.root === '' || isWithin(project.root, folder) || isWithin(folder, project.root)) {
    return false;
  }
  return !allPaths(project).some((path) => isWithin(folder, path));
}

/** An image without a build is the project's if another service builds it, or if it runs its code. */
function isOwnImage(
  stack: ComposeStack,
  service: ComposeService,
  image: string | undefined,
): boolean {
  if (!image || image.includes('${')) return true;
  const built = stack.services.some(
    (other) => other !== service && isBuilt(other) && imageOf(stack, other) === image,
  );
  if (built || runtimeImages.test(repositoryOf(image))) return true;
  return service.definitions.some((each) => mountsCode(stack, each));
}

function isBuilt({ definitions }: ComposeService): boolean {
  return definitions.some((each) => keyOf(each, 'build') !== undefined);
}

function mountsCode(stack: ComposeStack, definition: ServiceDefinition): boolean {
  return mountsOf(definition).some(({ kind, source }) => {
    const plain = interpolate(source, stack.variables);
    return kind === 'bind' && /^(\.\.?\/?|\$\{?PWD\}?)$/.test(plain);
  });
}

/** The names under which other services reach one. */
export function hostNames(service: ComposeService): readonly string[] {
  const texts = ['container_name', 'hostname'].flatMap((key) => textOf(service, key) ?? []);
  return [service.name, ...texts];
}

/** How a service uses another: what it says, or nothing. */
export type Usage = 'mentions' | 'depends' | undefined;

/** Whether a service talks to one of the hosts, or only starts after one of the services. */
export function usageOf(
  project: Project,
  stack: ComposeStack,
  { user, used }: { readonly user: ComposeService; readonly used: ComposeService },
): Usage {
  const hosts = hostNames(used);
  const texts = user.definitions.flatMap((each) => [
    ...environmentTexts(project, stack, each),
    ...commandsOf(each).map(({ text }) => text),
  ]);
  if (texts.some((text) => hosts.some((host) => mentionsHost(text, host)))) return 'mentions';
  const depends = user.definitions.some(
    (each) =>
      [...namesUnder(each, 'depends_on'), ...linksOf(each)].some(
        ({ name }) => name === used.name,
      ) || sharedNamespaces(each).some(({ service }) => service === used.name),
  );
  return depends ? 'depends' : undefined;
}

function environmentTexts(project: Project, stack: ComposeStack, definition: ServiceDefinition) {
  const own = environmentOf(definition).map(({ value }) =>
    interpolate(value ?? '', stack.variables),
  );
  const files = envFilesOf(definition).flatMap((path) => {
    const file = project.files.get(joinPath(stack.folder, interpolate(path, stack.variables)));
    return file ? parseDotenv(file.text).entries.filter(({ commented }) => !commented) : [];
  });
  return [...own, ...files.map(({ value }) => value)];
}

/** A host on its own, in a URL, with a port, or as a keyword: `db`, `//u@db/x`, `db:5432`, `host=db`. */
export function mentionsHost(text: string, host: string): boolean {
  const name = host.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const form = `^\\s*${name}\\s*$|(?:@|//)${name}(?=[:/?\\s]|$)|(?:^|[\\s,;"'=])${name}:(?:\\d|\\$)|\\bhost=${name}\\b|(?:-h|--host)[\\s=]${name}\\b|\\bnc\\b[^|;&]*\\s${name}\\s`;
  return new RegExp(form).test(text);
}

/** Keys that put a service into a namespace of another one: `network_mode: service:db`. */
export function sharedNamespaces(definition: ServiceDefinition) {
  return ['network_mode', 'ipc', 'pid'].flatMap((key) => {
    const pair = keyOf(definition, key);
    const service = /^service:(.+)$/.exec(asText(pair?.value) ?? '')?.[1];
    return pair && service !== undefined ? [{ key, service, pair }] : [];
  });
}

/** Whether a product starts after the database without storing anything in it. */
export function isBystander(stack: ComposeStack, service: ComposeService): boolean {
  const image = imageOf(stack, service);
  return image !== undefined && bystanderImages.test(repositoryOf(image));
}

/** Whether the tool serves databases of several kinds. */
export function isSharedHelper(
  stack: ComposeStack,
  service: ComposeService,
  facts: ServerFacts,
): boolean {
  return isImageOf(imageOf(stack, service), facts.sharedHelperImages);
}

/** Whether the stack runs a database server of a kind that this program does not switch. */
export function hasOtherDatabase(stack: ComposeStack): boolean {
  return stack.services.some((service) => {
    const image = imageOf(stack, service);
    return image !== undefined && otherDatabaseImages.test(repositoryOf(image));
  });
}
