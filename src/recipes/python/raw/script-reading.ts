import type { TextEdit } from '../../../core/edit.ts';
import { argumentsOf } from '../../../formats/python/arguments.ts';
import {
  enclosing,
  nodesOf,
  type PythonModule,
  type PythonNode,
  textOf,
} from '../../../formats/python/module.ts';
import { replaceString, stringLiteral } from '../../../formats/python/string-literal.ts';
import { splitScript } from '../../../sql/splitter.ts';
import { twinName } from '../../facts/script-twins.ts';
import type { PythonFile } from '../../python-files.ts';
import type { SwitchContext } from '../../recipe.ts';

/** Whether an expression is a file's text, here or by the name that it was given. */
function readsFile(module: PythonModule, node: PythonNode): boolean {
  if (/\.read(?:_text)?\([^()]*\)(?:\.strip\(\))?$/.test(textOf(module, node))) return true;
  if (node.name !== 'VariableName') return false;
  const scope = enclosing(node, 'FunctionDefinition', 'Script') ?? module.root;
  return nodesOf(scope, 'AssignStatement').some(({ firstChild, lastChild }) => {
    const isName = firstChild && textOf(module, firstChild) === textOf(module, node);
    return isName && lastChild?.name === 'CallExpression' && readsFile(module, lastChild);
  });
}

/** Whether a text is several statements, which only a script's method takes. */
function isScript(sql: string): boolean {
  return splitScript(sql).filter(({ kind }) => kind === 'statement').length > 1;
}

/** Whether a statement is the text of a script of the project, which has its own form beside it. */
export function readsScript(file: PythonFile, node: PythonNode, context: SwitchContext): boolean {
  return readsFile(file.module, node) && twinEdits(file, context).length > 0;
}

/** Calls of `execute` that are given a script: only `executescript` takes several statements. */
export function scriptCalls(
  { module }: PythonFile,
  executes: readonly PythonNode[],
): readonly TextEdit[] {
  return executes.flatMap((call) => {
    const all = argumentsOf(module, call);
    const [first] = all;
    const method = call.firstChild?.lastChild;
    if (!first || all.length !== 1 || !method || textOf(module, method) !== 'execute') return [];
    const literal = stringLiteral(module, first.value) ?? constantOf(module, first.value);
    const isWhole = literal ? isScript(literal.value) : readsFile(module, first.value);
    return isWhole ? [{ start: method.from, end: method.to, newText: 'executescript' }] : [];
  });
}

function constantOf(module: PythonModule, value: PythonNode) {
  const name = textOf(module, value);
  const assigned = nodesOf(module.root, 'AssignStatement').filter(({ firstChild }) => {
    return firstChild && textOf(module, firstChild) === name;
  });
  const [only, second] = assigned;
  return only?.lastChild && !second ? stringLiteral(module, only.lastChild) : undefined;
}

/** Names of scripts, and of folders of them, whose form for the target is beside them. */
export function twinEdits({ module }: PythonFile, context: SwitchContext): readonly TextEdit[] {
  return nodesOf(module.root, 'String').flatMap((node) => {
    const name = stringLiteral(module, node);
    const twin = name && twinName(context, name.value, module.text);
    return name && twin !== undefined ? [replaceString(name, twin)] : [];
  });
}
