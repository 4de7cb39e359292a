import { asMap, pairAt, resolved } from '../../formats/yaml-tree.ts';
import type { ComposeFile, ServiceDefinition } from '../facts/compose-files.ts';
import { keyOf } from '../facts/compose-services.ts';
import type { ChangeCollector } from './collector.ts';

/** Where changes go, and in whose name. */
export interface Sink {
  readonly collector: ChangeCollector;
  readonly owner: string;
}

/** Mounts a named volume in a service and declares it. */
export function addVolume(
  definition: ServiceDefinition,
  volume: { readonly name: string; readonly folder: string },
  sink: Sink,
): void {
  addUnder(definition, 'volumes', { item: `${volume.name}:${volume.folder}`, list: true }, sink);
  declareVolume(definition.file, volume.name, sink);
}

/** Declares a named volume at the top of a file. */
export function declareVolume(file: ComposeFile, name: string, { collector, owner }: Sink): void {
  const declared = pairAt(file.root, 'volumes');
  const map = asMap(declared?.value);
  const lines = [`${name}:`];
  if (map && map.entries.length > 0) collector.add(file, owner, { kind: 'add', to: map, lines });
  else if (declared) collector.add(file, owner, { kind: 'fill', pair: declared, lines });
  else
    collector.add(file, owner, { kind: 'add', to: file.root, lines: ['volumes:', `  ${name}:`] });
}

/** Gives a service a variable, in a list or a map as it has them. */
export function addVariable(
  definition: ServiceDefinition,
  { name, value }: { readonly name: string; readonly value: string },
  sink: Sink,
): void {
  const container = resolved(keyOf(definition, 'environment')?.value);
  const isList = container?.kind === 'list';
  const isFlow = container?.kind !== 'scalar' && container?.flow === true;
  const written = (text: string) => (isFlow ? JSON.stringify(text) : text);
  const item = isList ? written(`${name}=${value}`) : `${name}: ${written(value)}`;
  addUnder(definition, 'environment', { item, list: isList }, sink);
}

/** Adds one line under a key of a service, which is made where it is missing. */
export function addUnder(
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
