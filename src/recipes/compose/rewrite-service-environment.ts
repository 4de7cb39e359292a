import type { Engine } from '../../engines/engine.ts';
import { type DatabaseUrl, parseDatabaseUrl } from '../../engines/url.ts';
import { ownerName } from '../compose-edit/compose-switch.ts';
import {
  type ComposeFinding,
  composeRewrite,
  findingAt,
  serverStacks,
} from '../compose-edit/findings.ts';
import { databaseHosts, type StackDatabase } from '../facts/compose-database.ts';
import { type DatabaseVariable, databaseVariables } from '../facts/compose-environment.ts';
import type { ComposeService, ServiceDefinition } from '../facts/compose-files.ts';
import { baseName, type Project } from '../project.ts';
import type { ConnectionPoint, Recipe } from '../recipe.ts';

/** Points the environment of the project's services at the other database. */
export const rewriteServiceEnvironment: Recipe<ComposeFinding> = {
  id: 'rewrite-service-environment',
  ecosystem: 'compose',
  title: 'Rewrite database URLs and connection parts in the environment of compose services',

  detect(project: Project) {
    return serverStacks(project).flatMap(({ engine, database }) =>
      database.stack.services
        .filter((service) => database.roles.get(service) === 'application')
        .flatMap((service) => findingsOf(engine, database, service)),
    );
  },

  rewrite(finding, context) {
    return composeRewrite(finding, context, {
      title: `Point ${finding.service} at ${context.target.label}`,
      why: `Its environment names the ${context.source.label} server, which goes.`,
    });
  },
};

/** One finding a service carries its edits; further ones only supply the connection graph. */
function findingsOf(
  engine: Engine,
  database: StackDatabase,
  service: ComposeService,
): readonly ComposeFinding[] {
  const found = service.definitions.flatMap((definition) =>
    databaseVariables(definition, database.stack.variables, databaseHosts(database)).map(
      (variable) => ({ definition, variable }),
    ),
  );
  const concerned = database.applications.includes(service) ? engine.id : undefined;
  return found.flatMap(({ definition, variable }, index): readonly ComposeFinding[] => {
    const isCarrier = index === 0 && concerned !== undefined;
    const point = connectionOf(definition, variable);
    if (!isCarrier && !point) return [];
    const { file } = definition;
    return [
      {
        ...findingAt(file, variable.entry.span),
        ...(isCarrier ? { engine: engine.id } : point?.url && { engine: point.url.engine.id }),
        label: `${variable.name} of ${service.name} in ${baseName(file.source.path)}`,
        ...(point && { connection: point }),
        owner: isCarrier
          ? ownerName('rewrite-service-environment', database.stack.folder, service.name)
          : '',
        service: service.name,
      },
    ];
  });
}

function connectionOf(
  { file }: ServiceDefinition,
  variable: DatabaseVariable,
): ConnectionPoint | undefined {
  const url = urlOf(variable);
  const profile = baseName(file.source.path);
  return url && { role: 'supplies', name: variable.name, url, profile };
}

/** The URL that a variable holds, or of a part the little that it says of one. */
function urlOf(variable: DatabaseVariable): DatabaseUrl | undefined {
  if (variable.kind === 'url') return variable.url;
  if (variable.kind !== 'part' || variable.role !== 'name') return undefined;
  return parseDatabaseUrl(`${variable.engine.schemes[0]}://server/${variable.value ?? ''}`);
}
