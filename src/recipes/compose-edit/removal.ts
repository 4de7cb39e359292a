import { notice } from '../../core/notice.ts';
import {
  asMap,
  entriesBelow,
  nodeAt,
  resolved,
  type YamlEntry,
  type YamlPair,
} from '../../formats/yaml-tree.ts';
import type { StackDatabase } from '../facts/compose-database.ts';
import type { ComposeFile, ComposeService, ServiceDefinition } from '../facts/compose-files.ts';
import { sharedNamespaces } from '../facts/compose-roles.ts';
import { linksOf, mountsOf, namesUnder } from '../facts/compose-services.ts';
import type { SwitchContext } from '../recipe.ts';
import { type ChangeCollector, placeIn } from './collector.ts';

/** Says who removes a service. */
export type OwnerOf = (service: ComposeService) => string;

/** What removals are told of a switch. */
export interface RemovalTask {
  readonly collector: ChangeCollector;
  readonly context: SwitchContext;
  readonly ownerOf: OwnerOf;
}

/** Takes the leaving services out of a stack with everything that would dangle without them. */
export function collectRemovals(
  database: StackDatabase,
  { collector, context, ownerOf }: RemovalTask,
): void {
  const { stack, leaving } = database;
  for (const service of leaving) {
    for (const { file, pair } of service.definitions) {
      collector.add(file, ownerOf(service), { kind: 'remove', entry: pair });
    }
    const staying = stack.services.filter((each) => !leaving.has(each));
    for (const definition of staying.flatMap(({ definitions }) => definitions)) {
      cutTies(definition, service, { collector, owner: ownerOf(service) });
    }
    for (const key of ['volumes', 'secrets', 'configs', 'networks'] as const) {
      removeUnused(database, service, { key, collector, owner: ownerOf(service) });
    }
    removeExtensions(database, { collector, owner: ownerOf(service) });
    if (database.roles.get(service) === 'server') {
      tellWhatStays(service, context, { collector, owner: ownerOf(service) });
    }
  }
  for (const { service, keptFor } of database.servers.filter(({ keptFor }) => keptFor.length > 0)) {
    releaseApplications(database, service, { collector, owner: ownerOf(service) });
    const users = keptFor.map(({ name }) => name).join(', ');
    const { file, pair } = service.definitions[0];
    const values = { service: service.name, users };
    collector.tell(
      ownerOf(service),
      notice('database-service-kept', placeIn(file, pair.keySpan), values),
    );
  }
}

interface Sink {
  readonly collector: ChangeCollector;
  readonly owner: string;
}

/** A definition's references to a service that goes. */
function cutTies(
  definition: ServiceDefinition,
  gone: ComposeService,
  { collector, owner }: Sink,
): void {
  const { file } = definition;
  const named = [...namesUnder(definition, 'depends_on'), ...linksOf(definition)];
  const volumesFrom = namesUnder(definition, 'volumes_from').filter(
    ({ name }) => name.split(':')[0] === gone.name,
  );
  for (const { name, entry } of [...named, ...volumesFrom]) {
    if (name === gone.name || volumesFrom.some((each) => each.entry === entry)) {
      collector.add(file, owner, { kind: 'remove', entry });
    }
  }
  for (const { service, pair, key } of sharedNamespaces(definition)) {
    if (service !== gone.name) continue;
    collector.add(file, owner, { kind: 'remove', entry: pair });
    if (key !== 'network_mode') continue;
    const values = { service: definition.name, database: gone.name };
    collector.tell(owner, notice('database-network-shared', placeIn(file, pair.span), values));
  }
}

/** The server's data, which nothing deletes, and its scripts, which nothing runs any more. */
function tellWhatStays(
  { name, definitions }: ComposeService,
  { source, target }: SwitchContext,
  { collector, owner }: Sink,
): void {
  for (const definition of definitions) {
    for (const { source: from, target: to, entry } of mountsOf(definition)) {
      const place = placeIn(definition.file, entry.span);
      if (from !== '' && source.server?.dataFolders.includes(to)) {
        collector.tell(owner, notice('database-data-left', place, { service: name, place: from }));
      } else if (to.startsWith('/docker-entrypoint-initdb.d')) {
        const values = { service: name, script: from, engine: target.label };
        collector.tell(owner, notice('database-init-scripts', place, values));
      }
    }
  }
}

/** The project's services do not wait for a server that stays for others. */
function releaseApplications(
  { applications }: StackDatabase,
  kept: ComposeService,
  { collector, owner }: Sink,
): void {
  for (const definition of applications.flatMap(({ definitions }) => definitions)) {
    for (const { name, entry } of namesUnder(definition, 'depends_on')) {
      if (name === kept.name) collector.add(definition.file, owner, { kind: 'remove', entry });
    }
  }
}

type TopLevel = 'volumes' | 'secrets' | 'configs' | 'networks';

/** Top-level volumes, secrets, configs and networks that only leaving services used. */
function removeUnused(
  { stack, leaving }: StackDatabase,
  service: ComposeService,
  { key, collector, owner }: Sink & { readonly key: TopLevel },
): void {
  const used = (services: Iterable<ComposeService>) =>
    new Set(
      [...services].flatMap(({ definitions }) =>
        definitions.flatMap((each) => usedNames(each, key)),
      ),
    );
  const stillUsed = used(stack.services.filter((each) => !leaving.has(each)));
  for (const name of used([service])) {
    if (stillUsed.has(name)) continue;
    for (const file of stack.files) {
      const entry = ownPair(file, key, name);
      if (entry) collector.add(file, owner, { kind: 'remove', entry });
    }
  }
}

function usedNames(definition: ServiceDefinition, key: TopLevel): readonly string[] {
  if (key !== 'volumes') return namesUnder(definition, key).map(({ name }) => name);
  return mountsOf(definition).flatMap(({ kind, source }) => (kind === 'volume' ? source : []));
}

function ownPair(file: ComposeFile, key: TopLevel, name: string): YamlPair | undefined {
  return asMap(nodeAt(file.root, key))?.entries.find((pair) => pair.key === name);
}

/** Extension blocks (`x-...`) all of whose aliases stand in leaving services. */
function removeExtensions({ stack, leaving }: StackDatabase, { collector, owner }: Sink): void {
  const gone = new Set(
    [...leaving].flatMap(({ definitions }) =>
      definitions.flatMap(({ pair }) => [pair, ...entriesBelow(pair.value)]),
    ),
  );
  for (const file of stack.files) {
    const aliases = entriesBelow(file.root).filter(({ value }) => value.kind === 'alias');
    for (const block of file.root.entries.filter(({ key }) => key.startsWith('x-'))) {
      const inside = new Set([block.value, ...entriesBelow(block.value).map(({ value }) => value)]);
      const users = aliases.filter((entry: YamlEntry) =>
        inside.has(resolved(entry.value) ?? entry.value),
      );
      if (users.length > 0 && users.every((entry) => gone.has(entry))) {
        collector.add(file, owner, { kind: 'remove', entry: block });
      }
    }
  }
}
