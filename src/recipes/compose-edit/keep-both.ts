import { notice } from '../../core/notice.ts';
import { lineEndAt, lineEndingOf, lineStartAt } from '../../formats/lines.ts';
import { writeScalar } from '../../formats/yaml-scalar.ts';
import type { YamlEntry, YamlScalar } from '../../formats/yaml-tree.ts';
import { databaseHosts, type StackDatabase } from '../facts/compose-database.ts';
import { type DatabaseVariable, databaseVariables } from '../facts/compose-environment.ts';
import type { ComposeFile, ComposeService, ServiceDefinition } from '../facts/compose-files.ts';
import { sharedNamespaces } from '../facts/compose-roles.ts';
import { environmentOf, keyOf, linksOf } from '../facts/compose-services.ts';
import { selectorNamesFor } from '../facts/database-variables.ts';
import { onlyHole } from '../facts/interpolation.ts';
import { profileOfName } from '../facts/profile.ts';
import { placementUrl, type ServicePlacement } from '../facts/sqlite-placement.ts';
import { baseName } from '../project.ts';
import type { SwitchContext } from '../recipe.ts';
import type { Sink } from './additions.ts';
import { type ChangeCollector, placeIn } from './collector.ts';
import { makeOptional } from './dependencies.ts';

/** The variable that chooses a container's database where both engines stay. */
const choiceVariable = 'CONTAINER_DATABASE_URL';

/** A container's value that the variable can replace. */
export function choiceOf(value: string): string {
  return `\${${choiceVariable}:-${value}}`;
}

/** Whether a stack lets the variable choose already: a toggle has nothing to do in it. */
export function hasChoice({ stack }: StackDatabase): boolean {
  return stack.services.some(({ definitions }) =>
    definitions.some((definition) =>
      environmentOf(definition).some(({ value }) => onlyHole(value ?? '')?.name === choiceVariable),
    ),
  );
}

/** Whether a file is for production, which stays as it is where both engines stay. */
export function isProductionFile({ source }: ComposeFile): boolean {
  return profileOfName(baseName(source.path)) === 'production';
}

/** Puts the database's services behind a profile, so that the others start without them. */
export function collectProfiles(
  database: StackDatabase,
  context: SwitchContext,
  {
    collector,
    ownerOf,
  }: { readonly collector: ChangeCollector; readonly ownerOf: (service: ComposeService) => string },
): void {
  const { stack, leaving } = database;
  const profile = context.source.server?.service.profile ?? context.source.id;
  const definitions = stack.services
    .filter((service) => !leaving.has(service))
    .flatMap((service) => service.definitions)
    .filter(({ file }) => !isProductionFile(file));
  const shared = new Set(definitions.flatMap(sharedNamespaces).map(({ service }) => service));
  const profiled = [...leaving].filter(({ name }) => !shared.has(name));
  for (const service of profiled) {
    addProfile(service, profile, { collector, owner: ownerOf(service) });
    tellProduction(database, service, { collector, owner: ownerOf(service), profile });
    removeLinks(service, definitions, { collector, owner: ownerOf(service) });
  }
  for (const service of leaving) {
    if (shared.has(service.name))
      tellShared(service, definitions, { collector, owner: ownerOf(service) });
  }
  const [first] = profiled;
  if (!first) return;
  const names = new Set(profiled.map(({ name }) => name));
  for (const definition of definitions) {
    makeOptional(definition, (name) => names.has(name), { collector, owner: ownerOf(first) });
  }
}

/** `links` starts what it names, whatever its profile. */
function removeLinks(
  service: ComposeService,
  definitions: readonly ServiceDefinition[],
  { collector, owner }: Sink,
): void {
  for (const definition of definitions) {
    for (const { name, entry } of linksOf(definition)) {
      if (name === service.name) collector.add(definition.file, owner, { kind: 'remove', entry });
    }
  }
}

/** A service whose network another one uses cannot be left out when that one starts. */
function tellShared(
  { name, definitions: [{ file, pair }] }: ComposeService,
  others: readonly ServiceDefinition[],
  { collector, owner }: Sink,
): void {
  const users = others.filter((each) =>
    sharedNamespaces(each).some(({ service }) => service === name),
  );
  const values = { service: name, users: [...new Set(users.map((each) => each.name))].join(', ') };
  collector.tell(owner, notice('database-service-kept', placeIn(file, pair.keySpan), values));
}

function addProfile(
  { definitions }: ComposeService,
  profile: string,
  { collector, owner }: Sink,
): void {
  const definition = definitions.find(({ file }) => !isProductionFile(file));
  if (!definition?.map || definitions.some((each) => keyOf(each, 'profiles'))) return;
  const lines = [`profiles: [${profile}]`];
  collector.add(definition.file, owner, { kind: 'add', to: definition.map, lines });
}

/** A production file laid over this one needs the profile from now on. */
function tellProduction(
  { stack }: StackDatabase,
  service: ComposeService,
  { collector, owner, profile }: Sink & { readonly profile: string },
): void {
  const isBase = !isProductionFile(service.definitions[0].file);
  for (const file of isBase ? stack.files.filter(isProductionFile) : []) {
    const values = { service: service.name, profile };
    const place = { path: file.source.path };
    collector.tell(owner, notice('compose-profile-needed', place, values));
  }
}

/** What one definition's environment is made conditional with. */
export interface ChoiceTask {
  readonly database: StackDatabase;
  readonly definition: ServiceDefinition;
  readonly placement: ServicePlacement;
  readonly context: SwitchContext;
  readonly sink: Sink;
}

/** Where a choice is written. */
export type ChoicePlace = Pick<ChoiceTask, 'definition' | 'context' | 'sink'>;

/** Lets a variable choose the database of a container, and keeps the old value as a comment. */
export function collectChoice(task: ChoiceTask): void {
  const { database, definition, context } = task;
  const { source } = context;
  const hosts = databaseHosts(database);
  for (const variable of databaseVariables(definition, database.stack.variables, hosts)) {
    if (variable.kind === 'url' && variable.url.engine === source) {
      choose(task, variable, placementUrl(task.placement, context, variable.url));
    }
    if (variable.kind === 'selector' && variable.engine === source) {
      choose(task, variable, selectorNamesFor(variable.chosen, source, context.target)[0]);
    }
  }
}

/** Lets a variable choose between a value and what it was, which stays as a comment. */
export function choose(
  { definition, sink, context }: ChoicePlace,
  variable: DatabaseVariable,
  value: string | undefined,
): void {
  const { scalar, entry, name } = variable;
  if (!scalar || value === undefined) return;
  const { file } = definition;
  const hole = onlyHole(variable.value ?? '');
  const chooser = hole?.name ?? (variable.kind === 'url' ? choiceVariable : name);
  const chosen = `\${${chooser}:-${value}}`;
  const text = entry.kind === 'item' ? `${name}=${chosen}` : chosen;
  const hasOwnLine = !entry.container.flow && isOnOneLine(file, entry);
  if (hasOwnLine) putBeside(file, { entry, scalar, text }, sink);
  else sink.collector.add(file, sink.owner, { kind: 'replace', scalar, text });
  const values = { service: definition.name, variable: chooser, engine: context.source.label };
  sink.collector.tell(
    sink.owner,
    notice('compose-choice-variable', placeIn(file, entry.span), values),
  );
}

function isOnOneLine({ source: { text } }: ComposeFile, { span }: YamlEntry): boolean {
  const indent = text.slice(lineStartAt(text, span.start), span.start);
  return indent.trim() === '' && !/[\r\n]/.test(text.slice(span.start, span.end));
}

interface NewValue {
  readonly entry: YamlEntry;
  readonly scalar: YamlScalar;
  readonly text: string;
}

/** The old line becomes a comment where it stands, so that its password is in no edit. */
function putBeside(
  file: ComposeFile,
  { entry, scalar, text: value }: NewValue,
  { collector, owner }: Sink,
): void {
  const { text } = file.source;
  const { start } = entry.span;
  const indent = text.slice(lineStartAt(text, start), start);
  const head = text.slice(start, scalar.span.start);
  const behind = lineEndAt(text, entry.span.end);
  const newText = `${lineEndingOf(text)}${indent}${head}${writeScalar(value, scalar)}`;
  collector.add(file, owner, { kind: 'splice', span: { start, end: start }, newText: '# ' });
  collector.add(file, owner, { kind: 'splice', span: { start: behind, end: behind }, newText });
}
