import { notice } from '../../core/notice.ts';
import { entriesBelow, type YamlEntry, type YamlNode } from '../../formats/yaml-tree.ts';
import { databaseHosts, type StackDatabase } from '../facts/compose-database.ts';
import { type DatabaseVariable, databaseVariables } from '../facts/compose-environment.ts';
import type { ComposeService, ServiceDefinition } from '../facts/compose-files.ts';
import { hostNames, mentionsHost } from '../facts/compose-roles.ts';
import { environmentOf } from '../facts/compose-services.ts';
import { selectorNamesFor } from '../facts/database-variables.ts';
import { interpolate, onlyHole } from '../facts/interpolation.ts';
import { requiredReader } from '../facts/required-readers.ts';
import { placementUrl, type ServicePlacement } from '../facts/sqlite-placement.ts';
import type { SwitchContext } from '../recipe.ts';
import { type ChangeCollector, placeIn } from './collector.ts';

/** What the environment of one definition is rewritten with. */
export interface EnvironmentTask {
  readonly database: StackDatabase;
  readonly definition: ServiceDefinition;
  readonly placement: ServicePlacement;
  readonly context: SwitchContext;
  readonly collector: ChangeCollector;
  readonly owner: string;
  /** Who removes a leaving service. */
  readonly ownerOf: (service: ComposeService) => string;
}

/** Points a service's variables at the file: URLs and selectors change, parts go. */
export function collectEnvironment(task: EnvironmentTask): void {
  const { database, definition } = task;
  const { variables } = database.stack;
  const found = databaseVariables(definition, variables, databaseHosts(database));
  const hasSelector = found.some(({ kind }) => kind === 'selector');
  const isFileName = (variable: DatabaseVariable) =>
    hasSelector && variable.kind === 'part' && variable.role === 'name' && !variable.ofEngine;
  for (const variable of found) {
    if (!isLeavingPart(task, variable)) rewriteVariable(task, variable);
    else if (isFileName(variable)) setFileName(task, variable);
    else if (!requiredReader(task.context.project, variable.name)) removePart(task, variable);
  }
  const left = found.filter((each) => isLeavingPart(task, each) && !isFileName(each));
  tellKept(task, left);
  tellMentions(task, new Set(found.map(({ name }) => name)));
}

function isLeavingPart({ context }: EnvironmentTask, variable: DatabaseVariable): boolean {
  return variable.kind === 'part' && variable.engine === context.source;
}

function rewriteVariable(task: EnvironmentTask, variable: DatabaseVariable): void {
  const { source, target } = task.context;
  switch (variable.kind) {
    case 'url':
      if (variable.url.engine === source) setUrl(task, variable, newUrlValue(task, variable));
      return;
    case 'selector': {
      const [name] = selectorNamesFor(variable.chosen, source, target);
      if (variable.engine === source && name !== undefined) setValue(task, variable, name);
      return;
    }
    case 'reference':
      if (
        task.placement.keeper.kind === 'volume' &&
        variable.name === task.placement.variable?.name
      ) {
        setUrl(task, variable, placementUrl(task.placement, task.context));
      }
  }
}

function newUrlValue(
  task: EnvironmentTask,
  variable: DatabaseVariable & { kind: 'url' },
): string | undefined {
  const url = placementUrl(task.placement, task.context, variable.url);
  const hole = onlyHole(variable.value ?? '');
  const { keeper } = task.placement;
  const supplied = hole && task.database.stack.variables.has(hole.name);
  if (!hole || url === undefined || (supplied && keeper.kind === 'volume')) return url;
  return `\${${hole.name}${hole.operator}${url}}`;
}

function setUrl(task: EnvironmentTask, variable: DatabaseVariable, url: string | undefined): void {
  if (url !== undefined) setValue(task, variable, url);
  else {
    const values = { variable: variable.name, service: task.definition.name };
    const place = placeIn(task.definition.file, variable.entry.span);
    task.collector.tell(task.owner, notice('compose-url-form-unknown', place, values));
  }
}

/** Where a selector chooses the engine, the variable of the database's name becomes the file's. */
function setFileName(task: EnvironmentTask, variable: DatabaseVariable): void {
  const { file } = task.placement;
  setValue(task, variable, file);
  const values = {
    variable: variable.name,
    service: task.definition.name,
    file,
    engine: task.context.target.label,
  };
  const place = placeIn(task.definition.file, variable.entry.span);
  task.collector.tell(task.owner, notice('compose-selector-name', place, values));
}

function setValue(task: EnvironmentTask, variable: DatabaseVariable, value: string): void {
  const { scalar, entry, name } = variable;
  if (!scalar) return;
  const text = entry.kind === 'item' ? `${name}=${value}` : value;
  task.collector.add(task.definition.file, task.owner, { kind: 'replace', scalar, text });
}

function removePart(task: EnvironmentTask, { entry }: DatabaseVariable): void {
  const { collector, definition, owner } = task;
  const sharer = leavingSharer(task.database, entry);
  const asker = sharer ? task.ownerOf(sharer) : owner;
  collector.add(definition.file, asker, { kind: 'remove', entry });
}

/** One notice for all parts of a service that a program would not start without. */
function tellKept(
  { context, definition, collector, owner }: EnvironmentTask,
  parts: readonly DatabaseVariable[],
): void {
  const kept = parts.flatMap((variable) => {
    const reader = requiredReader(context.project, variable.name);
    return reader ? [{ variable, reader: reader.file.path }] : [];
  });
  const [first] = kept;
  if (!first) return;
  const values = {
    variables: kept.map(({ variable }) => variable.name).join(', '),
    service: definition.name,
    readers: [...new Set(kept.map(({ reader }) => reader))].join(', '),
  };
  const place = placeIn(definition.file, first.variable.entry.span);
  collector.tell(owner, notice('compose-part-kept', place, values));
}

/**
 * A leaving service that has the same entry through an alias. What becomes of the anchor depends on
 * that service then, so both go in one step.
 */
function leavingSharer({ leaving }: StackDatabase, entry: YamlEntry): ComposeService | undefined {
  const holders = new Set<YamlNode>();
  for (let at: YamlEntry | undefined = entry; at; at = at.container.holder)
    holders.add(at.container);
  const shares = ({ value }: YamlEntry) =>
    value.kind === 'alias' && value.target && holders.has(value.target);
  return [...leaving].find(({ definitions }) =>
    definitions.some(({ pair }) => [pair, ...entriesBelow(pair.value)].some(shares)),
  );
}

/** Other variables that name a leaving host, such as `WAIT_HOSTS: db:5432`. */
function tellMentions(task: EnvironmentTask, known: ReadonlySet<string>): void {
  const { database, definition, collector, owner } = task;
  const leaving = [...database.leaving];
  for (const { name, value, entry } of environmentOf(definition)) {
    if (known.has(name) || value === undefined) continue;
    const text = interpolate(value, database.stack.variables);
    const gone = leaving.find((service) =>
      hostNames(service).some((host) => mentionsHost(text, host)),
    );
    if (!gone) continue;
    const values = { variable: name, service: definition.name, database: gone.name };
    const place = placeIn(definition.file, entry.span);
    collector.tell(owner, notice('compose-environment-unclear', place, values));
  }
}
