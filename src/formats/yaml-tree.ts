import type { Span } from '../core/span.ts';

/** A node of a YAML document with its place in the text; made by `readYaml`. */
export type YamlNode = YamlMap | YamlList | YamlScalar | YamlAlias;

interface NodeBase {
  /** From the first character of the content to its last, without anchor, tag and comments. */
  readonly span: Span;
  readonly anchor?: string;
  readonly tag?: string;
  /** Where the anchor or tag begins, or the content where there is neither. */
  readonly propsStart: number;
}

export interface YamlMap extends NodeBase {
  readonly kind: 'map';
  readonly flow: boolean;
  readonly entries: readonly YamlPair[];
  /** The entry that holds this map; none at the top. */
  readonly holder?: YamlEntry;
}

export interface YamlList extends NodeBase {
  readonly kind: 'list';
  readonly flow: boolean;
  readonly entries: readonly YamlItem[];
  readonly holder?: YamlEntry;
}

export interface YamlScalar extends NodeBase {
  readonly kind: 'scalar';
  /** The string that is meant; numbers and booleans as they are written, null as empty text. */
  readonly text: string;
  readonly isNull: boolean;
  readonly style: 'plain' | 'single' | 'double' | 'block';
}

export interface YamlAlias extends NodeBase {
  readonly kind: 'alias';
  readonly name: string;
  /** The anchored node, already resolved; none where the anchor is missing. */
  readonly target?: Exclude<YamlNode, YamlAlias>;
}

export type YamlContainer = YamlMap | YamlList;
export type YamlEntry = YamlPair | YamlItem;

interface EntryBase {
  /** From the key or dash to the end of the value's content. */
  readonly span: Span;
  readonly value: YamlNode;
}

export interface YamlPair extends EntryBase {
  readonly kind: 'pair';
  readonly container: YamlMap;
  readonly key: string;
  readonly keySpan: Span;
}

export interface YamlItem extends EntryBase {
  readonly kind: 'item';
  readonly container: YamlList;
}

/** The node that an alias stands for, or the node itself. */
export function resolved(node: YamlNode | undefined): Exclude<YamlNode, YamlAlias> | undefined {
  return node?.kind === 'alias' ? node.target : node;
}

/** The map that a node is or stands for. */
export function asMap(node: YamlNode | undefined): YamlMap | undefined {
  const found = resolved(node);
  return found?.kind === 'map' ? found : undefined;
}

/** The list that a node is or stands for. */
export function asList(node: YamlNode | undefined): YamlList | undefined {
  const found = resolved(node);
  return found?.kind === 'list' ? found : undefined;
}

/** The text of a scalar that a node is or stands for. */
export function asText(node: YamlNode | undefined): string | undefined {
  const found = resolved(node);
  return found?.kind === 'scalar' ? found.text : undefined;
}

/**
 * The pairs that a map has after its merge keys (`<<`): its own ones win over merged ones, earlier
 * merges over later ones. Each pair stands where it is written, also inside an anchored map.
 * @see https://yaml.org/type/merge.html
 */
export function effectivePairs(map: YamlMap | undefined): readonly YamlPair[] {
  const byKey = new Map<string, YamlPair>();
  const visit = (current: YamlMap, seen: ReadonlySet<YamlMap>): void => {
    if (seen.has(current)) return;
    const path = new Set([...seen, current]);
    for (const pair of current.entries) {
      if (pair.key !== '<<' && !byKey.has(pair.key)) byKey.set(pair.key, pair);
    }
    for (const pair of current.entries.filter(({ key }) => key === '<<')) {
      for (const source of mergeSources(pair.value)) visit(source, path);
    }
  };
  if (map) visit(map, new Set());
  return [...byKey.values()];
}

function mergeSources(value: YamlNode): readonly YamlMap[] {
  const list = asList(value);
  const nodes = list ? list.entries.map((item) => item.value) : [value];
  return nodes.flatMap((node) => asMap(node) ?? []);
}

/** The pair that gives a key its value, merged ones included. */
export function pairAt(map: YamlMap | undefined, key: string): YamlPair | undefined {
  return effectivePairs(map).find((pair) => pair.key === key);
}

/** The node at a path of keys, from a map on; merges and aliases are followed. */
export function nodeAt(node: YamlNode | undefined, ...keys: readonly string[]) {
  return keys.reduce<YamlNode | undefined>(
    (current, key) => pairAt(asMap(current), key)?.value,
    node,
  );
}

/** Every entry below a node, in text order; aliases are not followed. */
export function entriesBelow(node: YamlNode | undefined): readonly YamlEntry[] {
  if (node?.kind !== 'map' && node?.kind !== 'list') return [];
  return node.entries.flatMap((entry: YamlEntry) => [entry, ...entriesBelow(entry.value)]);
}
