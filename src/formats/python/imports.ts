import type { TextEdit } from '../../core/edit.ts';
import { oncePer } from '../../core/once-per.ts';
import { insertImportedNames } from './import-order.ts';
import { type ImportLine, type ImportStatement, insertImport } from './import-place.ts';
import { childrenOf, nodesOf, type PythonModule, type PythonNode, textOf } from './module.ts';

/** One name that an import binds. */
export interface ImportedName {
  readonly statement: PythonNode;
  /** The module named, with leading dots where it is relative. */
  readonly module: string;
  /** The name taken from it; empty for `import module`. */
  readonly name: string;
  /** The name in this file; `*` for a star import. */
  readonly local: string;
  /** The name (and its alias) in the statement. */
  readonly from: number;
  readonly to: number;
}

/** All imports of a file, also those inside functions and conditions. */
export const importsOf: (module: PythonModule) => readonly ImportedName[] = oncePer(
  (module: PythonModule) =>
    nodesOf(module.root, 'ImportStatement').flatMap((statement) => readImport(module, statement)),
);

function readImport(module: PythonModule, statement: PythonNode): readonly ImportedName[] {
  const children = childrenOf(statement).filter(({ name }) => name !== 'Comment');
  const importAt = children.findIndex(({ name }) => name === 'import');
  const source = children
    .slice(1, importAt)
    .map((node) => textOf(module, node))
    .join('');
  const isFrom = children[0]?.name === 'from';
  return namesAfter(module, children.slice(importAt + 1)).map(({ path, local, from, to }) => ({
    statement,
    module: isFrom ? source : path,
    name: isFrom ? path : '',
    local: local || (isFrom ? path : (path.split('.')[0] ?? path)),
    from,
    to,
  }));
}

interface NamePart {
  readonly path: string;
  readonly local: string;
  readonly from: number;
  readonly to: number;
}

function namesAfter(module: PythonModule, nodes: readonly PythonNode[]): readonly NamePart[] {
  const groups: PythonNode[][] = [[]];
  for (const node of nodes) {
    if (node.name === ',') groups.push([]);
    else if (node.name !== '(' && node.name !== ')') groups.at(-1)?.push(node);
  }
  return groups.flatMap((group) => {
    const [first, last] = [group[0], group.at(-1)];
    if (!first || !last) return [];
    const asAt = group.findIndex(({ name }) => name === 'as');
    const path = group
      .slice(0, asAt < 0 ? undefined : asAt)
      .map((node) => textOf(module, node))
      .join('');
    return [{ path, local: asAt < 0 ? '' : textOf(module, last), from: first.from, to: last.to }];
  });
}

/**
 * The full dotted name of a name or attribute expression, through this file's imports:
 * `sa.Column` is `sqlalchemy.Column` after `import sqlalchemy as sa`. Names that are not imported
 * stay as they are; anything else (calls, subscripts) is `undefined`.
 */
export function qualifiedName(module: PythonModule, node: PythonNode): string | undefined {
  if (node.name === 'VariableName') {
    const local = textOf(module, node);
    const found = importTable(module).get(local);
    if (!found) return local;
    if (!found.name) return local === found.module.split('.')[0] ? local : found.module;
    return joinModule(found.module, found.name);
  }
  if (node.name !== 'MemberExpression' || node.lastChild?.name !== 'PropertyName') return undefined;
  const object = node.firstChild && qualifiedName(module, node.firstChild);
  return object ? `${object}.${textOf(module, node.lastChild)}` : undefined;
}

/** The full dotted name of what a call calls. */
export function calledName(module: PythonModule, call: PythonNode): string | undefined {
  return call.firstChild ? qualifiedName(module, call.firstChild) : undefined;
}

/** All calls below a node whose full name passes, in text order. */
export function callsOf(
  module: PythonModule,
  node: PythonNode,
  passes: (name: string) => boolean,
): readonly PythonNode[] {
  return namedCalls(module).flatMap(({ call, name }) =>
    call.from >= node.from && call.to <= node.to && passes(name) ? call : [],
  );
}

interface NamedCall {
  readonly call: PythonNode;
  readonly name: string;
}

const namedCalls = oncePer((module: PythonModule): readonly NamedCall[] =>
  nodesOf(module.root, 'CallExpression').map((call) => {
    return { call, name: calledName(module, call) ?? '' };
  }),
);

function joinModule(module: string, name: string): string {
  return module.endsWith('.') ? module + name : `${module}.${name}`;
}

const importTable = oncePer(
  (module: PythonModule): ReadonlyMap<string, ImportedName> =>
    new Map(importsOf(module).map((name) => [name.local, name])),
);

/**
 * Edits after which `from source import name` holds for each of the names: none where they are
 * imported already (under their own names), put into a statement of that source if there is one at
 * the top level, else a new line where its order wants it. A name can be `name as other`. `leaving` are imports that other edits take out.
 */
export function ensureImported(
  module: PythonModule,
  source: string,
  names: readonly string[],
  leaving: readonly PythonNode[] = [],
): readonly TextEdit[] {
  const imports = importsOf(module).filter(
    ({ statement, module: from, name }) => isTopLevel(statement) && from === source && name,
  );
  const missing = names.filter(
    (name) => !imports.some(({ local }) => local === name.split(' as ').at(-1)),
  );
  if (missing.length === 0) return [];
  const list = listOf(module, source, leaving);
  if (list.length === 0) return [newStatement(module, { style: 'from', module: source }, missing)];
  return insertImportedNames(module, list, missing);
}

/**
 * The names of the top-level statement that new names of a source go into: the one with most of
 * them, which other steps are least likely to take out.
 */
export function listOf(
  module: PythonModule,
  source: string,
  leaving: readonly PythonNode[] = [],
): readonly ImportedName[] {
  const imports = importsOf(module).filter(
    ({ statement, module: from, name, local }) =>
      isTopLevel(statement) &&
      from === source &&
      name !== '' &&
      local !== '*' &&
      !leaving.some((each) => each.from === statement.from),
  );
  return imports
    .map(({ statement: { from } }) => imports.filter(({ statement }) => statement.from === from))
    .reduce((longest, list) => (list.length > longest.length ? list : longest), []);
}

/** Likewise for `import name`. */
export function ensureModuleImported(module: PythonModule, name: string): readonly TextEdit[] {
  if (importsModule(module, name)) return [];
  return [newStatement(module, { style: 'import', module: name }, [])];
}

/** Likewise for a module of the standard library, whose imports stand before all others. */
export function ensureStandardModule(module: PythonModule, name: string): readonly TextEdit[] {
  if (importsModule(module, name)) return [];
  const first = childrenOf(module.root).find((statement) => {
    return (
      statement.name === 'ImportStatement' && !/\b__future__\b/.test(textOf(module, statement))
    );
  });
  if (!first) return [newStatement(module, { style: 'import', module: name }, [])];
  const beside = commonStandardModules.test(textOf(module, first)) ? '' : module.lineEnd;
  return [
    { start: first.from, end: first.from, newText: `import ${name}${module.lineEnd}${beside}` },
  ];
}

const commonStandardModules =
  /^(?:import|from) (?:abc|argparse|asyncio|base64|collections|contextlib|dataclasses|datetime|decimal|enum|functools|json|logging|os|pathlib|re|secrets|sqlite3|sys|tempfile|time|typing|urllib|uuid|warnings)\b/;

function importsModule(module: PythonModule, name: string): boolean {
  return importsOf(module).some(
    (found) =>
      isTopLevel(found.statement) && found.module === name && !found.name && found.local === name,
  );
}

function newStatement(module: PythonModule, added: ImportLine, names: readonly string[]): TextEdit {
  const source =
    added.style === 'from'
      ? `from ${added.module} import ${names.join(', ')}`
      : `import ${added.module}`;
  return insertImport(module, statementsOf(module), added, source);
}

function statementsOf(module: PythonModule): readonly ImportStatement[] {
  const statements = new Map<number, ImportStatement>();
  for (const { statement, module: source } of importsOf(module)) {
    if (!isTopLevel(statement) || statements.has(statement.from)) continue;
    const style = statement.firstChild?.name === 'from' ? 'from' : 'import';
    statements.set(statement.from, { node: statement, style, module: source });
  }
  return [...statements.values()];
}

function isTopLevel(statement: PythonNode): boolean {
  return statement.parent?.name === 'Script';
}

/** Edits that take names out of their import statements; a statement left without a name goes. */
export function removeImportedNames(
  module: PythonModule,
  doomed: readonly ImportedName[],
): readonly TextEdit[] {
  const statements = [...new Set(doomed.map(({ statement }) => statement.from))];
  return statements.flatMap((from) => {
    const all = importsOf(module).filter(({ statement }) => statement.from === from);
    const gone = new Set(doomed.map((name) => name.from));
    const kept = all.filter((name) => !gone.has(name.from));
    const [first] = all;
    if (!first) return [];
    if (kept.length === 0) return [removeStatement(module, first.statement)];
    return removeNames(module, all, gone);
  });
}

/**
 * Each name goes with the comma before it, and the first kept one takes the place of the first:
 * no edit covers the end of a name, behind which another step may put one.
 */
function removeNames(
  module: PythonModule,
  all: readonly ImportedName[],
  gone: ReadonlySet<number>,
): readonly TextEdit[] {
  const kept = all.filter((name) => !gone.has(name.from));
  const [first] = kept;
  if (!first) return [];
  const unmoved = first === all[0] ? kept : kept.slice(1);
  const moved = module.text.slice(first.from, first.to);
  return replaceNames(all, moved, new Set(unmoved.map(({ from }) => from)));
}

/** Edits that put this text in the place of a statement's first name and take out those that do not stay. */
export function replaceNames(
  all: readonly ImportedName[],
  newText: string,
  staying: ReadonlySet<number>,
): readonly TextEdit[] {
  return all.flatMap(({ from, to }, index) => {
    if (staying.has(from)) return [];
    const before = all[index - 1];
    return before ? { start: before.to, end: to, newText: '' } : { start: from, end: to, newText };
  });
}

/** An edit that takes a statement out with its line or lines. */
export function removeStatement({ text }: PythonModule, statement: PythonNode): TextEdit {
  const lineStart = text.lastIndexOf('\n', statement.from - 1) + 1;
  const alone = text.slice(lineStart, statement.from).trim() === '';
  const lineBreak = text.indexOf('\n', statement.to);
  const lineEnd = lineBreak < 0 ? text.length : lineBreak + 1;
  const rest = text.slice(statement.to, lineEnd);
  const onlyComment = /^[ \t;]*(#.*)?(\r?\n)?$/.test(rest);
  return alone && onlyComment
    ? { start: lineStart, end: lineEnd, newText: '' }
    : {
        start: statement.from,
        end: statement.to + (/^[ \t]*;[ \t]*/.exec(rest)?.[0].length ?? 0),
        newText: '',
      };
}
