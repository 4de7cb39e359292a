import type { TextEdit } from '../../../core/edit.ts';
import { type Notice, notice } from '../../../core/notice.ts';
import { importsOf, qualifiedName } from '../../../formats/python/imports.ts';
import {
  nodesOf,
  type PythonModule,
  type PythonNode,
  textOf,
} from '../../../formats/python/module.ts';
import type { DriverFamily } from '../../facts/raw-family.ts';
import type { RawFile } from '../../facts/raw-files.ts';
import { placeIn } from '../../python-files.ts';
import type { SwitchContext } from '../../recipe.ts';

/** Edits of the names of a driver, and the names that nothing stands for. */
export interface NameEdits {
  readonly edits: readonly TextEdit[];
  readonly unknown: readonly PythonNode[];
}

/** Writes the driver's names anew, but for those in what `others` rewrite as a whole. */
export function nameEdits(
  { file: { module } }: RawFile,
  family: DriverFamily,
  replacement: (name: string) => string | undefined,
  others: readonly TextEdit[],
): NameEdits {
  const edits: TextEdit[] = [];
  const unknown: PythonNode[] = [];
  for (const node of driverNames(module, family)) {
    const end = isGeneric(node) && node.parent ? node.parent.to : node.to;
    const isDone = others.some((edit) => edit.start <= node.from && edit.end >= node.to);
    if (isDone) continue;
    const newText = replacement(qualifiedName(module, node) ?? '');
    if (newText) edits.push({ start: node.from, end, newText });
    else unknown.push(node);
  }
  return { edits, unknown };
}

/** Whole names that come from a driver's modules, outside of imports. */
export function driverNames(
  module: PythonModule,
  { modules }: DriverFamily,
): readonly PythonNode[] {
  return nodesOf(module.root, 'MemberExpression', 'VariableName').filter((node) => {
    const { parent, from } = node;
    if (parent?.name === 'ImportStatement' || isKeyword(node)) return false;
    const isObject = parent?.name === 'MemberExpression' && parent.firstChild?.from === from;
    if (isObject && node.nextSibling?.name === '.') return false;
    return modules.test(qualifiedName(module, node) ?? '');
  });
}

/** The statements that import a driver. */
export function driverImports(
  { file: { module } }: RawFile,
  { modules }: DriverFamily,
): readonly PythonNode[] {
  const doomed = importsOf(module).filter((found) => modules.test(found.module));
  return [...new Map(doomed.map(({ statement }) => [statement.from, statement])).values()];
}

/** Whether a name is the keyword of an argument. */
function isKeyword({ parent, nextSibling }: PythonNode): boolean {
  return parent?.name === 'ArgList' && nextSibling?.name === 'AssignOp';
}

/** A type with its parameters: `psycopg.Connection[dict]`. */
function isGeneric({ parent, from, nextSibling }: PythonNode): boolean {
  return (
    parent?.name === 'MemberExpression' &&
    parent.firstChild?.from === from &&
    nextSibling?.name === '['
  );
}

/** Names without a counterpart, for which a file is left. */
export function leftNotices(
  { file }: RawFile,
  nodes: readonly PythonNode[],
  { target }: SwitchContext,
): readonly Notice[] {
  return nodes.map(({ from: start, to: end }) => {
    const name = file.source.text.slice(start, end);
    const at = placeIn(file, { start, end });
    return notice('raw-driver-obstacle', at, { name, engine: target.label });
  });
}

/** Names things that only the old driver does, one by one, with what to do instead. */
export function featureNotices(
  { file }: RawFile,
  nodes: readonly PythonNode[],
  replacements: Readonly<Record<string, string>>,
  { target }: SwitchContext,
): readonly Notice[] {
  return nodes.map((node) => {
    const name = textOf(file.module, node);
    const instead = replacements[name.slice(name.lastIndexOf('.') + 1)] ?? 'plain SQL will do.';
    const at = placeIn(file, { start: node.from, end: node.to });
    return notice('raw-driver-feature', at, { name, engine: target.label, instead });
  });
}

/** Members of objects that only a driver of the other database has. */
export function memberUses(
  { module }: { readonly module: PythonModule },
  names: RegExp,
): readonly PythonNode[] {
  return nodesOf(module.root, 'MemberExpression').filter(({ lastChild }) => {
    return lastChild?.name === 'PropertyName' && names.test(textOf(module, lastChild));
  });
}
