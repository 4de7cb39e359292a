import type { TextEdit } from '../../core/edit.ts';
import type { Span } from '../../core/span.ts';
import { insertItem, removeItems, type SeparatedList } from '../separated-list.ts';
import {
  childrenOf,
  type JavaScriptModule,
  type JavaScriptNode,
  nodesOf,
  spanOf,
  textOf,
} from './module.ts';
import { stringLiteral } from './string-literal.ts';

/** One property of an object literal. */
export interface ObjectProperty {
  /** Empty for a spread and for a computed key. */
  readonly name: string;
  readonly kind: 'pair' | 'shorthand' | 'method' | 'spread' | 'computed';
  readonly span: Span;
  /** What stands behind the colon, or what is spread. */
  readonly value?: JavaScriptNode;
}

/** The properties of an object literal, in text order. */
export function propertiesOf(
  module: JavaScriptModule,
  object: JavaScriptNode,
): readonly ObjectProperty[] {
  return childrenOf(object)
    .filter(({ name }) => name === 'Property')
    .map((node) => readProperty(module, node));
}

function readProperty(module: JavaScriptModule, node: JavaScriptNode): ObjectProperty {
  const children = childrenOf(node).filter(({ name }) => !/Comment$/.test(name));
  const [first] = children;
  const last = children.at(-1);
  const span = spanOf(node);
  if (first?.name === 'Spread' && last) return { name: '', kind: 'spread', span, value: last };
  const colon = children.findIndex(({ name }) => name === ':');
  const value = colon < 0 ? undefined : children[colon + 1];
  if (first?.name === '[') return { name: '', kind: 'computed', span, ...(value && { value }) };
  const named = children.find(({ name }) => /^(?:PropertyDefinition|String|Number)$/.test(name));
  const name = named ? (stringLiteral(module, named)?.value ?? textOf(module, named)) : '';
  if (value) return { name, kind: 'pair', span, value };
  return { name, kind: children.length === 1 ? 'shorthand' : 'method', span };
}

/** The property of this name; of several, the last one counts. */
export function propertyOf(
  module: JavaScriptModule,
  object: JavaScriptNode,
  name: string,
): ObjectProperty | undefined {
  return propertiesOf(module, object).findLast((property) => property.name === name);
}

/** Takes properties out, each with its comma, the comment behind it and those directly above. */
export function removeProperties(
  module: JavaScriptModule,
  object: JavaScriptNode,
  names: readonly string[],
): readonly TextEdit[] {
  const properties = propertiesOf(module, object);
  const doomed = properties.flatMap(({ name }, index) => (names.includes(name) ? index : []));
  return removeItems(listOf(module, object), doomed, 'remove');
}

/** Adds a property behind another one, or as the only one of an empty object. */
export function insertProperty(
  module: JavaScriptModule,
  object: JavaScriptNode,
  after: ObjectProperty | undefined,
  source: string,
): readonly TextEdit[] {
  const list = listOf(module, object);
  const index = list.items.findIndex(({ start }) => start === after?.span.start);
  return insertItem(list, index < 0 ? list.items.length - 1 : index, source);
}

function listOf(module: JavaScriptModule, object: JavaScriptNode): SeparatedList {
  const properties = childrenOf(object).filter(({ name }) => name === 'Property');
  return {
    text: module.text,
    span: spanOf(object),
    items: properties.map(spanOf),
    comments: nodesOf(object, 'LineComment', 'BlockComment').map(spanOf),
  };
}

/** The keys under which a node stands, from the outermost object on. */
export function keyPathOf(module: JavaScriptModule, node: JavaScriptNode): readonly string[] {
  const keys: string[] = [];
  for (let at = node.parent; at; at = at.parent) {
    if (at.name === 'Property') keys.unshift(readProperty(module, at).name);
  }
  return keys;
}
