import type { TextEdit } from '../../core/edit.ts';
import { notice } from '../../core/notice.ts';
import { importEdits, type NewImport } from '../../formats/python/import-edits.ts';
import { importsOf } from '../../formats/python/imports.ts';
import {
  childrenOf,
  enclosing,
  type PythonModule,
  type PythonNode,
  textOf,
} from '../../formats/python/module.ts';
import { type DsnUses, dsnReaders, dsnUsesIn } from '../facts/dsn-types.ts';
import { urlBuildsOf } from '../facts/url-builds.ts';
import { urlPlacesOf } from '../facts/url-places.ts';
import type { Project } from '../project.ts';
import { modifyPython, type PythonFile, placeIn, pythonFilesWith } from '../python-files.ts';
import { type Finding, type Outcome, outcome, type Recipe, type SwitchContext } from '../recipe.ts';
import { readerChange, readerRewrite } from './dsn-readers.ts';

interface DsnTypeFile extends Finding {
  readonly file: PythonFile;
  readonly uses: DsnUses;
}

/**
 * Makes `str` of Pydantic types that refuse or bend the URL of a database file: `PostgresDsn`
 * rejects it, and `AnyUrl` turns `sqlite:///./app.db` into `sqlite:///app.db`.
 */
export const dsnType: Recipe<DsnTypeFile> = {
  id: 'dsn-type',
  ecosystem: 'python',
  title: 'Give settings that hold a database URL a type that takes URLs of files',
  detect: (project) =>
    pythonFilesWith(project, /PostgresDsn|MultiHostUrl|AnyUrl/).flatMap(findTypes),
  rewrite(finding, context) {
    if (context.target.server || finding.uses.annotations.length === 0) return outcome({});
    return retyped(finding, context);
  },
};

function findTypes(file: PythonFile): readonly DsnTypeFile[] {
  const uses = dsnUsesIn(file.module);
  const [first] = uses.annotations;
  if (!first) return [];
  const { from: start, to: end } = first.node;
  const { path } = file;
  return [
    {
      path,
      span: { start, end },
      label: `Type of ${first.name} in ${path}`,
      connection: { role: 'consumes', name: first.name },
      ...(uses.engine && { engine: uses.engine }),
      file,
      uses,
    },
  ];
}

function retyped(finding: DsnTypeFile, context: SwitchContext): Outcome {
  const { file, uses } = finding;
  const { project, target } = context;
  const staying = uses.others.filter((node) => !isReplaced(node, finding, context));
  const annotations = uses.annotations.filter(({ node }) => !returnsOneOf(node, staying));
  const kept = staying.length + uses.annotations.length - annotations.length > 0;
  const names = [...new Set(annotations.map(({ name }) => name))];
  const readers = annotations.length > 0 ? dsnReaders(project, file, annotations) : [];
  const own = readers.find((reader) => reader.file.path === file.path);
  const read = own ? readerRewrite(own) : { edits: [], imports: [] };
  const removed = kept ? [] : urlTypeImports(file.module, read.imports);
  const edits = [
    ...annotations.flatMap(({ node }) => retype(file.module, node)),
    ...read.edits,
    ...importEdits(file.module, { added: read.imports, removed }),
  ];
  const title = `Give ${names.join(', ')} the type str`;
  const why = `The type does not take the URL of a ${target.label} database as it is written.`;
  return outcome({
    changes: [
      ...(annotations.length > 0 ? [{ title, why, change: modifyPython(file, edits) }] : []),
      ...readers.filter((reader) => reader !== own).map(readerChange),
    ],
    notices: staying
      .filter((node) => !isInBuild(project, file, node))
      .map((node) => notice('dsn-type-used', at(file, node), { engine: target.label })),
  });
}

/** A function that goes on giving a URL of the type goes on saying so. */
function returnsOneOf(annotation: PythonNode, staying: readonly PythonNode[]): boolean {
  const { parent } = enclosing(annotation, 'TypeDef') ?? annotation;
  if (parent?.name !== 'FunctionDefinition') return false;
  return staying.some(({ from, to }) => from >= parent.from && to <= parent.to);
}

/** Whether another step writes a string in its place. */
function isReplaced(
  node: PythonNode,
  { file }: DsnTypeFile,
  { project, goal }: SwitchContext,
): boolean {
  if (goal.strategy !== 'keep-both' && isInBuild(project, file, node)) return true;
  return urlPlacesOf(project).some(({ file: { path }, use }) => {
    return path === file.path && use.kind === 'setting' && holds(use.node, node);
  });
}

/** Calls that build a URL have a recipe of their own. */
function isInBuild(project: Project, { path }: PythonFile, node: PythonNode): boolean {
  return urlBuildsOf(project).some(({ file, whole }) => file.path === path && holds(whole, node));
}

function holds(outer: PythonNode, { from, to }: PythonNode): boolean {
  return outer.from <= from && outer.to >= to;
}

/** `str` in its place; where `str` is among the alternatives of a union, the type goes. */
function retype(module: PythonModule, node: PythonNode): readonly TextEdit[] {
  const { from: start, to: end } = node;
  const newText = node.name === 'String' ? textOf(module, node).replace(/\w+(?=.$)/, 'str') : 'str';
  const all = alternatives(node);
  if (!all.some((other) => textOf(module, other) === 'str')) return [{ start, end, newText }];
  const index = all.findIndex((other) => other.from === node.from);
  const [before, after] = [all[index - 1], all[index + 1]];
  if (before) return [{ start: before.to, end, newText: '' }];
  return after ? [{ start, end: after.from, newText: '' }] : [];
}

/** The members of the union `a | b` or `Union[a, b]` that a type stands in. */
function alternatives(node: PythonNode): readonly PythonNode[] {
  const { parent } = node;
  if (parent?.name === 'MemberExpression') {
    return childrenOf(parent)
      .slice(1)
      .filter(({ name }) => !['[', ']', ',', '.'].includes(name));
  }
  let top: PythonNode = node;
  while (top.parent?.name === 'BinaryExpression') top = top.parent;
  const operands = (at: PythonNode): readonly PythonNode[] =>
    at.name === 'BinaryExpression'
      ? childrenOf(at).flatMap((child) => (child.name === 'BitOp' ? [] : operands(child)))
      : [at];
  return operands(top);
}

/** The imports of URL types, but for those that are still needed. */
function urlTypeImports(module: PythonModule, needed: readonly NewImport[]) {
  return importsOf(module).filter(({ name }) => {
    return (
      /^(?:PostgresDsn|MultiHostUrl)$/.test(name) && !needed.some((each) => each.name === name)
    );
  });
}
function at(file: PythonFile, { from: start, to: end }: PythonNode) {
  return placeIn(file, { start, end });
}
