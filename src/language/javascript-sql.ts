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
import { type EmbeddedSql, embeddedSql, type LiteralRun, type SqlLiteral } from './embedded-sql.ts';
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
  return codeDocument(text, sqlOfJavaScript(module), {
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
export function sqlOfJavaScript(module: JavaScriptModule): readonly EmbeddedSql[] {
  return textsOf(module).flatMap(({ whole, value, literal }) =>
    isTaken(module, whole) || looksLikeSql(value) ? embeddedSql(literal) : [],
  );
}

/** A text of a module: a string with all that `+` joins to it. */
export interface JavaScriptText {
  readonly whole: JavaScriptNode;
  /** What it means, holes as their source. */
  readonly value: string;
  readonly literal: SqlLiteral;
}

export function textsOf(module: JavaScriptModule): readonly JavaScriptText[] {
  const { text } = module;
  return nodesOf(module.root, ...strings).flatMap((node) => {
    const { whole, operands } = concatenationOf(text, node);
    if (operands.find(({ name }) => strings.includes(name))?.from !== node.from) return [];
    const runs = numbered(operands.flatMap((operand) => runsOf(module, operand)));
    const write = (written: string, at: number) => {
      const literal = operands.find(({ from, to }) => from < at && at < to);
      if (!literal) return undefined;
      return isRaw(module, literal) ? inRaw(written) : escapeFor(text[literal.from] ?? '', written);
    };
    return { whole, value: runs.map((run) => run.value).join(''), literal: { runs, write } };
  });
}

function isTaken(module: JavaScriptModule, node: JavaScriptNode): boolean {
  const { parent } = node;
  if (parent?.name === 'TaggedTemplateExpression') {
    if (isRaw(module, node)) return isTaken(module, parent);
    return !!parent.firstChild && tags.test(textOf(module, parent.firstChild));
  }
  const call = parent?.name === 'ArgList' ? parent.parent : undefined;
  const callee = call?.name === 'CallExpression' ? call.firstChild : undefined;
  const isFirst = node.prevSibling?.name === '(';
  return !!callee && isFirst && takers.has(lastNameOf(module, callee));
}

/** `query` of `this.pool.query<User>`. */
function lastNameOf(module: JavaScriptModule, callee: JavaScriptNode): string {
  const called = callee.name === 'InstantiationExpression' ? callee.firstChild : callee;
  return called ? textOf(module, called).replace(/^.*\./s, '') : '';
}

/** Whether a template is one of `String.raw`, in which a backslash is a backslash. */
function isRaw(module: JavaScriptModule, { parent }: JavaScriptNode): boolean {
  const tag = parent?.name === 'TaggedTemplateExpression' ? parent.firstChild : null;
  return !!tag && textOf(module, tag) === 'String.raw';
}

const escapes = /\\(?:u\{[0-9a-fA-F]+\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|\r\n|[\s\S])/g;

function runsOf(module: JavaScriptModule, node: JavaScriptNode): readonly LiteralRun[] {
  if (!strings.includes(node.name))
    return [{ kind: 'outer', start: node.from, end: node.to, value: textOf(module, node) }];
  const runs: LiteralRun[] = [];
  let at = node.from + 1;
  const holes = childrenOf(node).filter(({ name }) => name === 'Interpolation');
  const runsIn = isRaw(module, node) ? verbatimRun : plainRuns;
  for (const hole of holes) {
    runs.push(...runsIn(module.text, at, hole.from));
    runs.push({ kind: 'hole', start: hole.from, end: hole.to, value: textOf(module, hole) });
    at = hole.to;
  }
  return [...runs, ...runsIn(module.text, at, node.to - 1)];
}

function verbatimRun(text: string, start: number, end: number): readonly LiteralRun[] {
  return start < end ? [{ kind: 'text', start, end, value: text.slice(start, end) }] : [];
}

/** Gives the sign of a number (`$${n}`, `'$' + n`) that is put in at run time to the expression that puts it in. */
function numbered(runs: readonly LiteralRun[]): readonly LiteralRun[] {
  return runs.flatMap((run, index): readonly LiteralRun[] => {
    const [before, after] = [runs[index - 1], runs[index + 1]];
    if (isExpression(after) && isSign(run)) {
      const text = { ...run, end: run.end - 1, value: run.value.slice(0, -1) };
      return text.value === '' ? [] : [text];
    }
    if (!isExpression(run) || !before || !isSign(before)) return [run];
    return [{ ...run, start: before.end - 1, value: `$${run.value}` }];
  });
}

function isExpression(run: LiteralRun | undefined): boolean {
  return run?.kind === 'hole' || run?.kind === 'outer';
}

function isSign({ kind, value }: LiteralRun): boolean {
  return kind === 'text' && /(?<!\$)\$$/.test(value);
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

/** Nothing can be escaped in `String.raw`. */
function inRaw(text: string): string | undefined {
  return /`|\$\{/.test(text) ? undefined : text;
}

function escapeFor(quote: string, text: string): string {
  const escaped = text.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`);
  return quote === '`' ? escaped.replaceAll('${', '\\${') : escaped.replaceAll('\n', '\\n');
}
