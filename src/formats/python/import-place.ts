import type { TextEdit } from '../../core/edit.ts';
import { childrenOf, type PythonModule, type PythonNode } from './module.ts';

/** A statement among a file's imports, by what orders it. */
export interface ImportLine {
  readonly style: 'import' | 'from';
  /** The module that it names, with leading dots where it is relative. */
  readonly module: string;
}

/** An import statement at the top level of a file. */
export interface ImportStatement extends ImportLine {
  readonly node: PythonNode;
}

type Order = (a: ImportLine, b: ImportLine) => number;

const byModule: Order = (a, b) => compare(a.module.toLowerCase(), b.module.toLowerCase());
const styleFirst: Order = (a, b) => compare(b.style, a.style) || byModule(a, b);

/** isort's own order, and that of its option force_sort_within_sections. */
const orders: readonly Order[] = [styleFirst, byModule];

/**
 * An edit that adds an import: into the section that has imports of the same package, where its
 * order wants it; else behind all imports, or the module's docstring.
 * @see https://pycqa.github.io/isort/docs/configuration/options.html#force-sort-within-sections
 */
export function insertImport(
  module: PythonModule,
  statements: readonly ImportStatement[],
  added: ImportLine,
  source: string,
): TextEdit {
  const section = sectionsOf(module, statements).find((candidate) =>
    candidate.some((statement) => packageOf(statement) === packageOf(added)),
  );
  if (!section) return insertBehind(module, source);
  const before = predecessor(section, added);
  return before ? lineBehind(module, before.node, source) : lineBefore(module, section, source);
}

/** Where the section is in no order: the last import of the package. */
function predecessor(
  section: readonly ImportStatement[],
  added: ImportLine,
): ImportStatement | undefined {
  const order = orders.find((candidate) => isSorted(section, candidate));
  if (!order) return section.findLast((one) => packageOf(one) === packageOf(added));
  return section.findLast((one) => order(one, added) <= 0);
}

function isSorted(section: readonly ImportStatement[], order: Order): boolean {
  return section.every((one, index) => {
    const next = section[index + 1];
    return !next || order(one, next) <= 0;
  });
}

/** Imports without a blank line or another statement between them. */
function sectionsOf(
  { root, text }: PythonModule,
  statements: readonly ImportStatement[],
): readonly (readonly ImportStatement[])[] {
  const sections: ImportStatement[][] = [];
  let end = 0;
  let isApart = true;
  for (const node of childrenOf(root)) {
    isApart ||= /\n[ \t]*\r?\n/.test(text.slice(end, node.from));
    end = node.to;
    const statement = statements.find((one) => one.node.from === node.from);
    if (!statement) isApart ||= node.name !== 'Comment';
    else if (isApart) sections.push([statement]);
    else sections.at(-1)?.push(statement);
    isApart &&= !statement;
  }
  return sections;
}

function packageOf({ module }: ImportLine): string {
  return module.startsWith('.') ? '.' : (module.split('.')[0] ?? module);
}

function lineBefore(
  { lineEnd }: PythonModule,
  [first]: readonly ImportStatement[],
  source: string,
): TextEdit {
  const start = first?.node.from ?? 0;
  return { start, end: start, newText: source + lineEnd };
}

function lineBehind({ text, lineEnd }: PythonModule, node: PythonNode, source: string): TextEdit {
  const lineBreak = text.indexOf('\n', node.to);
  if (lineBreak < 0) return { start: text.length, end: text.length, newText: lineEnd + source };
  return { start: lineBreak + 1, end: lineBreak + 1, newText: source + lineEnd };
}

function insertBehind(module: PythonModule, source: string): TextEdit {
  const { text, root, lineEnd } = module;
  const statements = childrenOf(root).filter(({ name }) => name !== 'Comment');
  const lastImport = statements.filter(({ name }) => name === 'ImportStatement').at(-1);
  if (lastImport) return lineBehind(module, lastImport, source);
  const [first] = statements;
  if (first?.name === 'ExpressionStatement' && first.firstChild?.name === 'String') {
    const edit = lineBehind(module, first, source);
    return edit.start === text.length ? edit : { ...edit, newText: lineEnd + edit.newText };
  }
  const start = text.startsWith('\uFEFF') ? 1 : shebangEnd(text);
  const blank = lineEnd.repeat(definitions.test(first?.name ?? '') ? 2 : 1);
  return { start, end: start, newText: source + lineEnd + (first ? blank : '') };
}

const definitions = /^(?:Class|Function)Definition$|^DecoratedStatement$/;

/** Behind leading comment lines (shebang, coding, licence). */
function shebangEnd(text: string): number {
  return /^(?:#[^\n]*\n)*/.exec(text)?.[0].length ?? 0;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
