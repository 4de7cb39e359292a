import { positional } from '../../formats/python/arguments.ts';
import {
  nodesOf,
  type PythonModule,
  type PythonNode,
  textOf,
} from '../../formats/python/module.ts';
import { type ColumnCall, columnsOf, stringsIn, typeName } from './columns.ts';
import { calledMethod } from './type-uses.ts';

/** The columns of a file that are of the type JSON on every database, in text order. */
export function jsonColumnsOf(module: PythonModule): readonly ColumnCall[] {
  return columnsOf(module).filter(({ type }) => type && isPlainJson(module, type));
}

/** `JSON`, also as `MutableDict.as_mutable(JSON)`; one with a variant for a server is that there. */
function isPlainJson(module: PythonModule, type: PythonNode): boolean {
  if (/\bJSONB\b|with_variant/.test(textOf(module, type))) return false;
  const mutable = calledMethod(module, type) === 'as_mutable' ? positional(module, type, 0) : null;
  return mutable ? isPlainJson(module, mutable.value) : typeName(module, type) === 'JSON';
}

/** Whether an `Index(...)` of a model or table is on one of its JSON columns. */
export function indexesJsonColumn(module: PythonModule, call: PythonNode): boolean {
  const [, ...named] = stringsIn(module, call);
  const columns = jsonColumnsOf(module).filter(({ owner, name }) => {
    const isOwn = owner && owner.from <= call.from && call.to <= owner.to;
    return isOwn ? named.includes(name) : namesColumn(module, call, owner, name);
  });
  return columns.length > 0;
}

/** `Index("ix", Note.meta)` behind the class, and `Index("ix", notes.c.meta)`. */
function namesColumn(
  module: PythonModule,
  call: PythonNode,
  owner: PythonNode | undefined,
  column: string,
): boolean {
  const table = owner?.name === 'ClassDefinition' ? owner.getChild('VariableName') : undefined;
  const assigned = owner?.parent?.name === 'AssignStatement' ? owner.parent.firstChild : undefined;
  const name = table ?? assigned;
  if (!name || column === '') return false;
  const forms = [`${textOf(module, name)}.${column}`, `${textOf(module, name)}.c.${column}`];
  return nodesOf(call, 'MemberExpression').some((node) => forms.includes(textOf(module, node)));
}
