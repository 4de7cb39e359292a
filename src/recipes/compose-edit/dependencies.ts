import { columnAt, lineEndingOf } from '../../formats/lines.ts';
import { indentUnit } from '../../formats/yaml-insert.ts';
import {
  asText,
  resolved,
  type YamlItem,
  type YamlList,
  type YamlPair,
} from '../../formats/yaml-tree.ts';
import type { ServiceDefinition } from '../facts/compose-files.ts';
import { keyOf, namesUnder } from '../facts/compose-services.ts';
import { addUnder, type Sink } from './additions.ts';

/** What is said of one dependency in the map form of `depends_on`, a line each. */
export type Conditions = readonly string[];

const started: Conditions = ['condition: service_started'];

/** Makes a service wait until another one is healthy; a list becomes a map, since only that can say so. */
export function addDependency(
  definition: ServiceDefinition,
  { name, isHealthy }: { readonly name: string; readonly isHealthy: boolean },
  sink: Sink,
): void {
  const named = namesUnder(definition, 'depends_on');
  if (named.some((each) => each.name === name)) return;
  const conditions = isHealthy ? ['condition: service_healthy'] : started;
  const value = resolved(keyOf(definition, 'depends_on')?.value);
  if (value?.kind === 'list') {
    convertList(definition, value, { conditionsOf: () => started, sink });
    appendToConverted(definition, value, { name, conditions, sink });
    return;
  }
  const lines = [`${name}:`, ...conditions.map((line) => `  ${line}`)];
  if (value?.kind === 'map' && value.entries.length > 0) {
    const flow = `${name}: {${conditions.join(', ')}}`;
    const added = value.flow ? [flow] : lines;
    sink.collector.add(definition.file, sink.owner, { kind: 'add', to: value, lines: added });
  } else if (definition.map) {
    const nested = ['depends_on:', ...lines.map((line) => `  ${line}`)];
    sink.collector.add(definition.file, sink.owner, {
      kind: 'add',
      to: definition.map,
      lines: nested,
    });
  } else addUnder(definition, 'depends_on', { item: name, list: true }, sink);
}

/**
 * Lets a service start without another one that is behind a profile.
 * @see https://docs.docker.com/reference/compose-file/services/#depends_on
 */
export function makeOptional(
  definition: ServiceDefinition,
  isOptional: (name: string) => boolean,
  sink: Sink,
): void {
  const value = resolved(keyOf(definition, 'depends_on')?.value);
  if (value?.kind === 'list') {
    if (!value.entries.some((item) => isOptional(asText(item.value) ?? ''))) return;
    const conditionsOf = (name: string) =>
      isOptional(name) ? [...started, 'required: false'] : started;
    convertList(definition, value, { conditionsOf, sink });
  }
  if (value?.kind !== 'map') return;
  for (const pair of value.entries.filter(({ key }) => isOptional(key))) {
    makePairOptional(definition, pair, sink);
  }
}

function makePairOptional(
  definition: ServiceDefinition,
  pair: YamlPair,
  { collector, owner }: Sink,
) {
  const { file } = definition;
  const value = resolved(pair.value);
  if (value?.kind !== 'map') {
    const lines = [...started, 'required: false'];
    if (value?.kind === 'scalar') collector.add(file, owner, { kind: 'fill', pair, lines });
  } else if (!value.entries.some(({ key }) => key === 'required')) {
    collector.add(file, owner, { kind: 'add', to: value, lines: ['required: false'] });
  }
}

interface Conversion {
  readonly conditionsOf: (name: string) => Conditions;
  readonly sink: Sink;
}

/** Rewrites each item where it stands, so that comments between them stay. */
function convertList(
  { file }: ServiceDefinition,
  list: YamlList,
  { conditionsOf, sink: { collector, owner } }: Conversion,
): void {
  if (list.flow) {
    const entries = list.entries.map((item) => flowEntry(item, conditionsOf));
    const newText = `{${entries.join(', ')}}`;
    collector.add(file, owner, { kind: 'splice', span: list.span, newText });
    return;
  }
  for (const item of list.entries) {
    const name = asText(item.value) ?? '';
    const newText = blockEntry(file.yaml, list, { name, conditions: conditionsOf(name) });
    collector.add(file, owner, { kind: 'splice', span: item.span, newText });
  }
}

function flowEntry(item: YamlItem, conditionsOf: (name: string) => Conditions): string {
  const name = asText(item.value) ?? '';
  return `${name}: {${conditionsOf(name).join(', ')}}`;
}

interface Dependency {
  readonly name: string;
  readonly conditions: Conditions;
}

/** A pair that begins where an item's dash stood, or deeper if the dash was below the key itself. */
function blockEntry(
  file: ServiceDefinition['file']['yaml'],
  list: YamlList,
  { name, conditions }: Dependency,
): string {
  const unit = indentUnit(file);
  const pad =
    list.holder && columnOf(file.text, list) <= columnAt(file.text, list.holder.span.start)
      ? unit
      : 0;
  const indent = ' '.repeat(columnOf(file.text, list) + pad + unit);
  const lines = conditions.map((line) => indent + line);
  return [`${' '.repeat(pad)}${name}:`, ...lines].join(lineEndingOf(file.text));
}

function columnOf(text: string, list: YamlList): number {
  return columnAt(text, list.entries[0]?.span.start ?? list.span.start);
}

/** Adds an entry behind the last item of a list that becomes a map. */
function appendToConverted(
  { file }: ServiceDefinition,
  list: YamlList,
  { name, conditions, sink }: Dependency & { readonly sink: Sink },
): void {
  const last = list.entries.at(-1);
  if (!last) return;
  const { changes } = sink.collector;
  const own = changes.get(file) ?? [];
  const target = list.flow ? list.span.start : last.span.start;
  const index = own.findIndex((change) => change.kind === 'splice' && change.span.start === target);
  const change = own[index];
  if (change?.kind !== 'splice') return;
  const entry = list.flow
    ? `, ${name}: {${conditions.join(', ')}}}`
    : lineEndingOf(file.source.text) +
      ' '.repeat(columnOf(file.source.text, list)) +
      blockEntry(file.yaml, list, { name, conditions });
  if (change.newText.includes(`${name}:`)) return;
  const newText = list.flow ? change.newText.slice(0, -1) + entry : change.newText + entry;
  own[index] = { ...change, newText };
}
