import { notice } from '../../core/notice.ts';
import { asMap, pairAt, resolved } from '../../formats/yaml-tree.ts';
import type { ServiceDefinition } from '../facts/compose-files.ts';
import { keyOf } from '../facts/compose-services.ts';
import { placementUrl, type ServicePlacement } from '../facts/sqlite-placement.ts';
import type { SwitchContext } from '../recipe.ts';
import { type ChangeCollector, placeIn } from './collector.ts';

/** Keeps the database's file of one service beyond its container and says where it is. */
export function collectDatabaseFile(
  placement: ServicePlacement,
  context: SwitchContext,
  { collector, owner }: { readonly collector: ChangeCollector; readonly owner: string },
): void {
  const { definition, keeper, variable, containerFile, file } = placement;
  const sink: Sink = { collector, owner };
  if (variable?.isGuess && !hasReadableCode(context)) {
    const values = { service: definition.name, engine: context.target.label };
    const place = placeIn(definition.file, definition.pair.keySpan);
    collector.tell(owner, notice('database-file-unplaced', place, values));
    return;
  }
  if (keeper.kind === 'volume' && keeper.isNew) addVolume(definition, keeper, sink);
  const isElsewhere = file === containerFile;
  if (variable?.isNew && isElsewhere) {
    const url = placementUrl(placement, context) ?? containerFile;
    addVariable(definition, { name: variable.name, value: url }, sink);
    if (variable.isGuess) {
      const values = { service: definition.name, variable: variable.name };
      const place = placeIn(definition.file, definition.pair.keySpan);
      collector.tell(owner, notice('compose-url-variable-added', place, values));
    }
  }
  collector.tell(owner, whereabouts(placement));
}

/** Whether the project holds code whose settings this program can follow. */
function hasReadableCode({ project }: SwitchContext): boolean {
  return [...project.files.keys()].some((path) => /\.(?:py|[cm]?[jt]s)$/.test(path));
}

interface Sink {
  readonly collector: ChangeCollector;
  readonly owner: string;
}

function whereabouts({ definition, keeper, containerFile }: ServicePlacement) {
  const place = placeIn(definition.file, definition.pair.keySpan);
  const values = { service: definition.name, containerFile };
  if (keeper.kind === 'bind') {
    const hostFile = keeper.path.startsWith('/')
      ? 'in a folder outside of the workspace'
      : keeper.path;
    return notice('database-file-in-folder', place, { ...values, hostFile });
  }
  return notice('database-file-in-volume', place, { ...values, volume: keeper.name });
}

function addVolume(
  definition: ServiceDefinition,
  keeper: { readonly name: string; readonly folder: string },
  sink: Sink,
): void {
  const mount = `${keeper.name}:${keeper.folder}`;
  addUnder(definition, 'volumes', { item: mount, list: true }, sink);
  const { file } = definition;
  const declared = pairAt(file.root, 'volumes');
  const map = asMap(declared?.value);
  const lines = [`${keeper.name}:`];
  if (map && map.entries.length > 0)
    sink.collector.add(file, sink.owner, { kind: 'add', to: map, lines });
  else if (declared) sink.collector.add(file, sink.owner, { kind: 'fill', pair: declared, lines });
  else {
    const nested = ['volumes:', ...lines.map((line) => `  ${line}`)];
    sink.collector.add(file, sink.owner, { kind: 'add', to: file.root, lines: nested });
  }
}

function addVariable(
  definition: ServiceDefinition,
  { name, value }: { readonly name: string; readonly value: string },
  sink: Sink,
): void {
  const container = resolved(keyOf(definition, 'environment')?.value);
  const isList = container?.kind === 'list';
  const item = isList ? `${name}=${value}` : `${name}: ${value}`;
  addUnder(definition, 'environment', { item, list: isList }, sink);
}

/** Adds one line under a key of a service, which is made where it is missing. */
function addUnder(
  definition: ServiceDefinition,
  key: string,
  { item, list }: { readonly item: string; readonly list: boolean },
  { collector, owner }: Sink,
): void {
  const { file, map } = definition;
  const pair = keyOf(definition, key);
  const container = resolved(pair?.value);
  const isContainer = container?.kind === 'map' || container?.kind === 'list';
  const flow = isContainer && container.flow;
  const line = list && !flow ? `- ${item}` : item;
  if (isContainer && (flow || container.entries.length > 0)) {
    collector.add(file, owner, { kind: 'add', to: container, lines: [line] });
  } else if (pair) collector.add(file, owner, { kind: 'fill', pair, lines: [line] });
  else if (map)
    collector.add(file, owner, { kind: 'add', to: map, lines: [`${key}:`, `  ${line}`] });
}
