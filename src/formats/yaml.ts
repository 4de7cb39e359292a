import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Pair,
  parseAllDocuments,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { Problem, Result } from '../core/result.ts';
import type {
  YamlAlias,
  YamlContainer,
  YamlEntry,
  YamlItem,
  YamlList,
  YamlMap,
  YamlNode,
  YamlPair,
  YamlScalar,
} from './yaml-tree.ts';

/** A YAML text and its documents; one that has problems must not be edited. */
export interface YamlFile {
  readonly text: string;
  /** The top node of each document; an empty document has none. */
  readonly roots: readonly YamlNode[];
}

/** Reads YAML 1.2 with YAML 1.1's merge keys. Broken input and templates become problems. */
export function readYaml(text: string): Result<YamlFile> {
  const template = templateProblem(text);
  if (template) return { value: { text, roots: [] }, problems: [template] };
  const documents = parseAllDocuments(text, { keepSourceTokens: true });
  if (!Array.isArray(documents)) return { value: { text, roots: [] }, problems: [] };
  const builders = documents.map(() => new TreeBuilder(text));
  const roots = documents.flatMap((document, index) => builders[index]?.root(document) ?? []);
  const problems = documents.flatMap(({ errors }) =>
    errors.map(({ message, pos: [start, end] }) => ({
      message: message.split('\n')[0]?.replace(/:$/, '') ?? message,
      span: { start, end },
    })),
  );
  const dangling = builders.flatMap((builder) => builder.dangling);
  return { value: { text, roots }, problems: [...problems, ...dangling] };
}

/** Jinja blocks, and Jinja or Helm values that are not inside quotes, make a text a template. */
function templateProblem(text: string): Problem | undefined {
  const match = /^[^#\n]*?\{%-?\s*\w|^(?:[^#\n"'`]*?[:\s-])?\{\{-?\s*[\w.$]/m.exec(text);
  if (!match) return undefined;
  const span = { start: match.index, end: match.index + match[0].length };
  return { message: 'it is a template, not YAML', span };
}

interface SourceItem {
  readonly start?: readonly SourceToken[];
  readonly sep?: readonly SourceToken[];
}

interface SourceToken {
  readonly type: string;
  readonly offset: number;
}

interface Holder {
  readonly entry: YamlEntry;
  readonly tokens: readonly SourceToken[];
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** Builds our tree from the parser's; nodes are filled in place because they name each other. */
class TreeBuilder {
  readonly #anchors = new Map<string, Exclude<YamlNode, YamlAlias>>();
  readonly #text: string;
  /** Aliases of anchors that are not there. */
  readonly dangling: Problem[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  root(document: Document.Parsed): YamlNode | undefined {
    return document.contents ? this.#node(document.contents, undefined) : undefined;
  }

  #node(node: unknown, holder: Holder | undefined): YamlNode {
    if (isMap(node)) return this.#map(node, holder);
    if (isSeq(node)) return this.#list(node, holder);
    if (isAlias(node)) return this.#alias(node, holder);
    if (isScalar(node)) return this.#scalar(node, holder);
    return this.#absent(holder);
  }

  #base(node: Alias | Scalar | YAMLMap | YAMLSeq, holder: Holder | undefined) {
    const [start = 0, end = start] = node.range ?? [];
    const anchor = isAlias(node) ? undefined : node.anchor;
    const tag = isAlias(node) ? undefined : node.tag;
    const props = holder?.tokens.filter(({ type }) => type === 'anchor' || type === 'tag') ?? [];
    const explicitTag = props.some(({ type }) => type === 'tag') && tag !== undefined;
    return {
      span: { start, end },
      propsStart: props[0]?.offset ?? start,
      ...(anchor !== undefined && { anchor }),
      ...(explicitTag && { tag }),
    };
  }

  #remember<T extends Exclude<YamlNode, YamlAlias>>(node: T): T {
    if (node.anchor !== undefined) this.#anchors.set(node.anchor, node);
    return node;
  }

  #map(node: YAMLMap, holder: Holder | undefined): YamlMap {
    const entries: YamlPair[] = [];
    const map: Writable<YamlMap> = {
      ...this.#base(node, holder),
      kind: 'map',
      flow: node.flow === true,
      entries,
      ...(holder && { holder: holder.entry }),
    };
    this.#remember(map);
    for (const pair of node.items) entries.push(this.#pair(pair, map));
    return this.#closed(map);
  }

  #pair(pair: Pair, container: YamlMap): YamlPair {
    const source = (pair as { srcToken?: SourceItem }).srcToken;
    const tokens = source?.sep ?? [];
    const key = this.#node(pair.key, undefined);
    const colon = tokens.find(({ type }) => type === 'map-value-ind');
    const entry: Writable<YamlPair> = {
      kind: 'pair',
      container,
      key: key.kind === 'scalar' ? key.text : this.#text.slice(key.span.start, key.span.end),
      keySpan: key.span,
      span: { start: key.span.start, end: (colon?.offset ?? key.span.end - 1) + 1 },
      value: key,
    };
    entry.value = this.#node(pair.value, { entry, tokens });
    entry.span = { start: key.span.start, end: Math.max(entry.span.end, entry.value.span.end) };
    return entry;
  }

  #list(node: YAMLSeq, holder: Holder | undefined): YamlList {
    const entries: YamlItem[] = [];
    const list: Writable<YamlList> = {
      ...this.#base(node, holder),
      kind: 'list',
      flow: node.flow === true,
      entries,
      ...(holder && { holder: holder.entry }),
    };
    this.#remember(list);
    const sources = (node as { srcToken?: { items?: readonly SourceItem[] } }).srcToken?.items;
    node.items.forEach((item, index) => {
      entries.push(this.#item(item, sources?.[index]?.start ?? [], list));
    });
    return this.#closed(list);
  }

  #item(item: unknown, tokens: readonly SourceToken[], container: YamlList): YamlItem {
    const dash = tokens.find(({ type }) => type === 'seq-item-ind');
    const placeholder = this.#absent(undefined);
    const entry: Writable<YamlItem> = {
      kind: 'item',
      container,
      span: placeholder.span,
      value: placeholder,
    };
    entry.value = this.#node(item, { entry, tokens });
    const start = dash?.offset ?? entry.value.propsStart;
    const end = Math.max(entry.value.span.end, dash ? dash.offset + 1 : start);
    entry.span = { start, end };
    return entry;
  }

  /** A block collection ends with its last entry; the parser counts what follows as part of it. */
  #closed<T extends Writable<YamlContainer>>(container: T): T {
    const last = container.entries.at(-1);
    if (!container.flow && last) {
      container.span = { start: container.span.start, end: last.span.end };
    }
    return container;
  }

  #scalar(node: Scalar, holder: Holder | undefined): YamlScalar {
    const base = this.#base(node, holder);
    const written = this.#text.slice(base.span.start, base.span.end).trimEnd();
    const value = typeof node.value === 'string' ? node.value : (node.source ?? '');
    return this.#remember({
      ...base,
      span: { start: base.span.start, end: base.span.start + written.length },
      kind: 'scalar',
      text: node.value === null ? '' : value,
      isNull: node.value === null,
      style: styleOf(node),
    });
  }

  #alias(node: Alias, holder: Holder | undefined): YamlAlias {
    const target = this.#anchors.get(node.source);
    const base = this.#base(node, holder);
    if (!target) {
      this.dangling.push({ message: `there is no anchor &${node.source}`, span: base.span });
    }
    return {
      ...base,
      kind: 'alias',
      name: node.source,
      ...(target && { target }),
    };
  }

  #absent(holder: Holder | undefined): YamlScalar {
    const at = holder?.entry.span.end ?? 0;
    const span = { start: at, end: at };
    return { kind: 'scalar', span, propsStart: at, text: '', isNull: true, style: 'plain' };
  }
}

function styleOf(node: Scalar): YamlScalar['style'] {
  switch (node.type) {
    case 'QUOTE_SINGLE':
      return 'single';
    case 'QUOTE_DOUBLE':
      return 'double';
    case 'BLOCK_FOLDED':
    case 'BLOCK_LITERAL':
      return 'block';
    default:
      return 'plain';
  }
}
