import type { TextEdit } from '../../core/edit.ts';
import { childrenOf, type JavaScriptModule, type JavaScriptNode, textOf } from './module.ts';

/** A string or template literal. */
export interface StringLiteral {
  readonly node: JavaScriptNode;
  /** What it means; the holes of a template as their source, `${...}` included. */
  readonly value: string;
  readonly quote: "'" | '"' | '`';
  readonly holes: readonly JavaScriptNode[];
}

/** Reads a node as a string; `undefined` for any other expression. */
export function stringLiteral(
  module: JavaScriptModule,
  node: JavaScriptNode,
): StringLiteral | undefined {
  if (node.name !== 'String' && node.name !== 'TemplateString') return undefined;
  const source = textOf(module, node);
  const quote = source[0] === '"' ? '"' : source[0] === '`' ? '`' : "'";
  const holes = childrenOf(node).filter(({ name }) => name === 'Interpolation');
  return { node, value: unescaped(source.slice(1, -1)), quote, holes };
}

const simpleEscapes: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  v: '\v',
  '0': '\0',
  '\n': '',
};

function unescaped(source: string): string {
  return source.replace(
    /\\(?:u\{([0-9a-fA-F]+)\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(\r\n|[\s\S]))/g,
    (_, ...groups: readonly (string | undefined)[]) => {
      const [braced, long, short, other = ''] = groups;
      const code = braced ?? long ?? short;
      if (code !== undefined) return String.fromCodePoint(Number.parseInt(code, 16));
      return other === '\r\n' ? '' : (simpleEscapes[other] ?? other);
    },
  );
}

/** A string as source, in these quotes. */
export function quoteString(value: string, quote: StringLiteral['quote']): string {
  const escaped = value.replace(/\\/g, '\\\\').replaceAll(quote, `\\${quote}`);
  return `${quote}${escaped}${quote}`;
}

/** Gives a literal another value in its own quotes. */
export function replaceString({ node, quote }: StringLiteral, value: string): TextEdit {
  return { start: node.from, end: node.to, newText: quoteString(value, quote) };
}
