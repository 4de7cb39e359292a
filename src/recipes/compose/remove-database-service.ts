import { type Notice, notice } from '../../core/notice.ts';
import { rangeOf } from '../../core/span.ts';
import type { Engine } from '../../engines/engine.ts';
import { type DatabaseUrl, parseDatabaseUrl } from '../../engines/url.ts';
import { placeIn } from '../compose-edit/collector.ts';
import { ownerName } from '../compose-edit/compose-switch.ts';
import {
  type ComposeFinding,
  composeRewrite,
  dropsServer,
  findingAt,
  serverStacks,
} from '../compose-edit/findings.ts';
import type { StackDatabase } from '../facts/compose-database.ts';
import {
  type ComposeFile,
  type ComposeService,
  type ComposeStack,
  type UnreadableCompose,
  unreadableComposeFiles,
} from '../facts/compose-files.ts';
import { environmentOf } from '../facts/compose-services.ts';
import { interpolate } from '../facts/interpolation.ts';
import { baseName, type Project } from '../project.ts';
import { outcome, type Recipe } from '../recipe.ts';

interface ServiceFinding extends ComposeFinding {
  /** A file that is for this engine on purpose, which is only named. */
  readonly leftAlone?: ComposeFile;
  readonly unreadable?: UnreadableCompose;
}

/** Takes the database's service out of the compose files, with all that refers to it. */
export const removeDatabaseService: Recipe<ServiceFinding> = {
  id: 'remove-database-service',
  ecosystem: 'compose',
  title: 'Remove the database service, its volumes and every reference to it',

  detect(project: Project) {
    const found = serverStacks(project).flatMap(({ engine, database }) => [
      ...database.servers.map(({ service }) => serverFinding(engine, database, service)),
      ...database.leftAlone.map((file) => leftAloneFinding(engine, database, file)),
    ]);
    return [...found, ...unreadableComposeFiles(project).map(unreadableFinding)];
  },

  rewrite(finding, context) {
    const { leftAlone, unreadable, service } = finding;
    if (unreadable) return outcome({ notices: [unreadableNotice(unreadable)] });
    if (leftAlone && dropsServer(context)) {
      const place = placeIn(leftAlone, finding.span);
      const values = { engine: context.source.label };
      return outcome({ notices: [notice('compose-file-per-engine', place, values)] });
    }
    if (!dropsServer(context)) return outcome({});
    return composeRewrite(finding, context, {
      title: `Remove the ${service} service`,
      why: `${context.target.label} is a file: there is no server to start or to wait for.`,
    });
  },
};

function serverFinding(
  engine: Engine,
  { stack }: StackDatabase,
  service: ComposeService,
): ServiceFinding {
  const [{ file, pair }] = service.definitions;
  const url = serverUrl(engine, stack, service);
  return {
    ...findingAt(file, pair.keySpan),
    engine: engine.id,
    label: `${service.name} service in ${baseName(file.source.path)}`,
    connection: {
      role: 'serves',
      name: service.name,
      profile: baseName(file.source.path),
      ...(url && { url }),
    },
    owner: ownerName('remove-database-service', stack.folder, service.name),
    service: service.name,
  };
}

/** The URL that the server's own environment comes to, without a password. */
function serverUrl(
  engine: Engine,
  stack: ComposeStack,
  { name, definitions }: ComposeService,
): DatabaseUrl | undefined {
  const environment = definitions.flatMap(environmentOf);
  const firstValue = (names: readonly string[] = []) => {
    const found = environment.find((variable) => names.includes(variable.name));
    return found && interpolate(found.value ?? `\${${found.name}}`, stack.variables);
  };
  const user = firstValue(engine.server?.serverVariables.user) ?? '';
  const database = firstValue(engine.server?.serverVariables.database) ?? user;
  return parseDatabaseUrl(`${engine.schemes[0]}://${user}@${name}/${database}`);
}

function leftAloneFinding(
  engine: Engine,
  { stack }: StackDatabase,
  file: ComposeFile,
): ServiceFinding {
  return {
    ...findingAt(file, file.root.entries[0]?.keySpan ?? file.root.span),
    engine: engine.id,
    label: `${baseName(file.source.path)}, for ${engine.label}`,
    owner: ownerName('remove-database-service', stack.folder, file.source.path),
    service: '',
    leftAlone: file,
  };
}

function unreadableFinding(unreadable: UnreadableCompose): ServiceFinding {
  const { source, problem } = unreadable;
  return {
    path: source.path,
    span: problem.span ?? { start: 0, end: 0 },
    label: `${baseName(source.path)}, unreadable`,
    owner: '',
    service: '',
    unreadable,
  };
}

function unreadableNotice({ source, problem }: UnreadableCompose): Notice {
  const range = problem.span && rangeOf(source.text, problem.span);
  const values = { format: 'YAML', problem: problem.message };
  return notice('file-unparsable', { path: source.path, ...(range && { range }) }, values);
}
