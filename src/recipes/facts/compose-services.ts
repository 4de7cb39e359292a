import type { Span } from '../../core/span.ts';
import {
  asList,
  asMap,
  asText,
  effectivePairs,
  pairAt,
  resolved,
  type YamlEntry,
  type YamlNode,
  type YamlPair,
  type YamlScalar,
} from '../../formats/yaml-tree.ts';
import type { ComposeService, ServiceDefinition } from './compose-files.ts';

/** One environment variable of a service, wherever an anchor may have put it. */
export interface EnvironmentVariable {
  readonly name: string;
  /** As written; none where the variable is passed through from outside. */
  readonly value: string | undefined;
  readonly entry: YamlEntry;
  /** The scalar that holds the value, or in a list the whole `NAME=value`. */
  readonly scalar: YamlScalar | undefined;
}

/** The pair of a key in a definition, merged ones included. */
export function keyOf({ map }: ServiceDefinition, key: string): YamlPair | undefined {
  return pairAt(map, key);
}

/** The text of a key, from the definition that says it last. */
export function textOf({ definitions }: ComposeService, key: string): string | undefined {
  return definitions.map((each) => asText(keyOf(each, key)?.value)).findLast(Boolean);
}

/** Names with the entries that bring them in: `depends_on`, `networks`, `secrets`, both forms. */
export interface NamedEntry {
  readonly name: string;
  readonly entry: YamlEntry;
}

/** The names under a key that holds a list of names or a map by name. */
export function namesUnder(definition: ServiceDefinition, key: string): readonly NamedEntry[] {
  const value = resolved(keyOf(definition, key)?.value);
  if (value?.kind === 'map') {
    return effectivePairs(value).map((entry) => ({ name: entry.key, entry }));
  }
  if (value?.kind !== 'list') return [];
  return value.entries.flatMap((entry) => {
    const name = asText(entry.value) ?? asText(pairAt(asMap(entry.value), 'source')?.value);
    return name === undefined ? [] : [{ name, entry }];
  });
}

/** The services that `links` names, without their aliases. */
export function linksOf(definition: ServiceDefinition): readonly NamedEntry[] {
  return namesUnder(definition, 'links').map(({ name, entry }) => ({
    name: name.split(':')[0] ?? name,
    entry,
  }));
}

/** The environment variables of a definition, list and map form. */
export function environmentOf(definition: ServiceDefinition): readonly EnvironmentVariable[] {
  return variablesIn(keyOf(definition, 'environment')?.value);
}

/** The variables that a list or map of them holds. */
export function variablesIn(node: YamlNode | undefined): readonly EnvironmentVariable[] {
  const value = resolved(node);
  if (value?.kind === 'map') return effectivePairs(value).map(fromPair);
  return asList(value)?.entries.flatMap(fromItem) ?? [];
}

function fromPair(entry: YamlPair): EnvironmentVariable {
  const scalar = resolved(entry.value);
  const isScalar = scalar?.kind === 'scalar';
  const own = entry.value.kind === 'scalar' ? entry.value : undefined;
  const value = isScalar && !scalar.isNull ? scalar.text : undefined;
  return { name: entry.key, value, entry, scalar: own ?? (isScalar ? scalar : undefined) };
}

function fromItem(entry: YamlEntry): readonly EnvironmentVariable[] {
  const scalar = resolved(entry.value);
  if (scalar?.kind !== 'scalar' || scalar.isNull) return [];
  const equals = scalar.text.indexOf('=');
  const name = (equals < 0 ? scalar.text : scalar.text.slice(0, equals)).trim();
  const value = equals < 0 ? undefined : scalar.text.slice(equals + 1);
  return [{ name, value, entry, scalar }];
}

/** One mount of a service; `source` is empty for an anonymous volume. */
export interface Mount {
  readonly source: string;
  readonly target: string;
  readonly kind: 'volume' | 'bind' | 'other';
  readonly entry: YamlEntry;
}

/** The mounts of a definition, short and long form. */
export function mountsOf(definition: ServiceDefinition): readonly Mount[] {
  const items = asList(keyOf(definition, 'volumes')?.value)?.entries ?? [];
  return items.flatMap((entry): Mount[] => {
    const long = asMap(entry.value);
    if (long) return [longMount(entry, (key) => asText(pairAt(long, key)?.value) ?? '')];
    const text = asText(entry.value);
    return text === undefined ? [] : [shortMount(entry, text)];
  });
}

function longMount(entry: YamlEntry, at: (key: string) => string): Mount {
  const type = at('type');
  const kind = type === 'bind' || type === 'volume' ? type : 'other';
  return { source: at('source') || at('src'), target: at('target') || at('dst'), kind, entry };
}

const shortForm = /^((?:[A-Za-z]:[\\/])?(?:\$\{[^}]*\}|[^:])*)(?::((?:\$\{[^}]*\}|[^:])*))?/;

function shortMount(entry: YamlEntry, text: string): Mount {
  const [, first = '', second] = shortForm.exec(text) ?? [];
  if (second === undefined) return { source: '', target: tidy(first), kind: 'volume', entry };
  const kind = /^[./~\\$]|^[A-Za-z]:[\\/]/.test(first) ? 'bind' : 'volume';
  return { source: first, target: tidy(second), kind, entry };
}

function tidy(target: string): string {
  return target.length > 1 ? target.replace(/\/+$/, '') : target;
}

/** Command, entrypoint and health check of a definition as text, to look for mentions in. */
export function commandsOf(definition: ServiceDefinition): readonly CommandText[] {
  return ['command', 'entrypoint'].flatMap((key) => {
    const pair = keyOf(definition, key);
    const value = resolved(pair?.value);
    if (!pair || !value) return [];
    const texts =
      value.kind === 'list'
        ? value.entries.map((item) => asText(item.value) ?? '')
        : [asText(value) ?? ''];
    return [{ key, text: texts.join(' '), span: pair.span }];
  });
}

export interface CommandText {
  readonly key: string;
  readonly text: string;
  readonly span: Span;
}

/** The `env_file` paths of a definition: a string, a list, a list of maps. */
export function envFilesOf(definition: ServiceDefinition): readonly string[] {
  const value = resolved(keyOf(definition, 'env_file')?.value);
  const one = asText(value);
  if (one !== undefined) return [one];
  return (asList(value)?.entries ?? []).flatMap((item) => {
    const path = asText(item.value) ?? asText(pairAt(asMap(item.value), 'path')?.value);
    return path ?? [];
  });
}
