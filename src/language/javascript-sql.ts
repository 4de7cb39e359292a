import {
  childrenOf,
  enclosing,
  type JavaScriptModule,
  type JavaScriptNode,
  nodesOf,
  parseJavaScript,
  spanOf,
  textOf,
} from '../formats/javascript/module.ts';
import { javascriptApiDiagnostics } from './api/api-diagnostics.ts';
import { codeDocument } from './code-document.ts';
import { concatenationOf } from './concatenation.ts';
import { type EmbeddedSql, embeddedSql, type LiteralRun } from './embedded-sql.ts';
import type { SqlDocument } from './sql-document.ts';
import { looksLikeSql } from './sql-verbs.ts';

/** Methods whose first argument is SQL, by their last name. */
const takers = new Set(
  'query raw execute unsafe any one none many manyOrNone oneOrNone'.split(' '),
);

/** Tags of templates that are SQL. */
const tags = /(?:^|\.)(?:sql|SQL|raw)$/;

/** A JavaScript or TypeScript file with the SQL in its strings. `path` names the dialect. */
export function readJavaScript(path: string, text: string): SqlDocument {
  const { value: module } = parseJavaScript(path, text);
  const comments = nodesOf(module.root, 'LineComment', 'BlockComment').map(spanOf);
  return codeDocument(text, passagesOf(module), {
    commentMark: '//',
    comments,
    api: javascriptApiDiagnostics(module),
    opaqueAt: (at) => opaqueAt(module, at),
  });
}

const opaque = ['TemplateString', 'String', 'JSXElement', 'BlockComment'];

/** The start of the template, element or comment that a line's beginning lies in. */
function opaqueAt({ root }: JavaScriptModule, at: number): number | undefined {
  const node = enclosing(root.resolveInner(at, 0), ...opaque);
  return node && node.from < at ? node.from : undefined;
}

const strings = ['String', 'TemplateString'];

/** The SQL in the strings of a module, in text order; strings that `+` joins are one. */
function passagesOf(module: JavaScriptModule): readonly EmbeddedSql[] {
  const { text } = module;
  return nodesOf(module.root, ...strings).flatMap((node) => {
    const { whole, operands } = concatenationOf(text, node);
    if (operands.find(({ name }) => strings.includes(name))?.from !== node.from) return [];
    const runs = operands.flatMap((operand) => runsOf(module, operand));
    const value = runs.map((run) => run.value).join('');
    if (!isTaken(module, whole) && !looksLikeSql(value)) return [];
    const write = (written: string, at: number) => {
      const literal = operands.find(({ from, to }) => from < at && at < to);
      return literal && escapeFor(text[literal.from] ?? '', written);
    };
    return embeddedSql({ runs, write });
  });
}

function isTaken(module: JavaScriptModule, node: JavaScriptNode): boolean {
  const { parent } = node;
  if (parent?.name === 'TaggedTemplateExpression') {
    return !!parent.firstChild && tags.test(textOf(module, parent.firstChild));
  }
  const call = parent?.name === 'ArgList' ? parent.parent : undefined;
  const callee = call?.name === 'CallExpression' ? call.firstChild : undefined;
  const isFirst = node.prevSibling?.name === '(';
  return !!callee && isFirst && takers.has(textOf(module, callee).replace(/^.*\./s, ''));
}

const escapes = /\\(?:u\{[0-9a-fA-F]+\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|\r\n|[\s\S])/g;

function runsOf(module: JavaScriptModule, node: JavaScriptNode): readonly LiteralRun[] {
  if (!strings.includes(node.name))
    return [{ kind: 'outer', start: node.from, end: node.to, value: textOf(module, node) }];
  const runs: LiteralRun[] = [];
  let at = node.from + 1;
  const holes = childrenOf(node).filter(({ name }) => name === 'Interpolation');
  for (const hole of holes) {
    runs.push(...plainRuns(module.text, at, hole.from));
    runs.push({ kind: 'hole', start: hole.from, end: hole.to, value: textOf(module, hole) });
    at = hole.to;
  }
  return [...runs, ...plainRuns(module.text, at, node.to - 1)];
}

function plainRuns(text: string, start: number, end: number): readonly LiteralRun[] {
  const runs: LiteralRun[] = [];
  let at = start;
  const verbatim = (to: number) => {
    if (to > at) runs.push({ kind: 'text', start: at, end: to, value: text.slice(at, to) });
  };
  for (const match of text.slice(start, end).matchAll(escapes)) {
    verbatim(start + match.index);
    at = start + match.index + match[0].length;
    const value = escapeValue(match[0].slice(1));
    runs.push({ kind: 'escape', start: start + match.index, end: at, value });
  }
  verbatim(end);
  return runs;
}

const simpleEscapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '\n': '' };

function escapeValue(body: string): string {
  const code = /^(?:u\{?|x)([0-9a-fA-F]+)\}?$/.exec(body)?.[1];
  if (code !== undefined) return String.fromCodePoint(Number.parseInt(code, 16));
  return simpleEscapes[body] ?? body;
}

function escapeFor(quote: string, text: string): string {
  const escaped = text.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`);
  return quote === '`' ? escaped.replaceAll('${', '\\${') : escaped.replaceAll('\n', '\\n');
}
