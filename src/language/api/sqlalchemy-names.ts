import { argumentsOf } from '../../formats/python/arguments.ts';
import { importsOf, qualifiedName } from '../../formats/python/imports.ts';
import {
  enclosing,
  nodesOf,
  type PythonModule,
  type PythonNode,
} from '../../formats/python/module.ts';
import { stringLiteral } from '../../formats/python/string-literal.ts';
import { methodCalls } from './python-calls.ts';

/** A name of SQLAlchemy where it is used, with its full path: `sqlalchemy.func.now`. */
export interface UsedName {
  readonly node: PythonNode;
  readonly path: string;
}

/** Whether a file works with SQLAlchemy, by itself or through a library that is built on it. */
export function usesSqlalchemy(module: PythonModule): boolean {
  return importsOf(module).some(({ module: name }) =>
    /^(?:sqlalchemy|sqlmodel|flask_sqlalchemy|alembic|geoalchemy2)\b/.test(name),
  );
}

/** The names that a file uses out of SQLAlchemy, the longest path of each, imports excepted. */
export function usedNames(module: PythonModule): readonly UsedName[] {
  if (!usesSqlalchemy(module)) return [];
  return nodesOf(module.root, 'VariableName', 'MemberExpression').flatMap((node) => {
    const isPart = node.parent?.name === 'MemberExpression' && node.parent.from === node.from;
    if (isPart || enclosing(node, 'ImportStatement')) return [];
    const path = qualifiedName(module, node);
    return path?.startsWith('sqlalchemy.') ? [{ node, path }] : [];
  });
}

/** Whether a type is one for PostgreSQL beside another one for the rest, or the other way round. */
export function isVariant(module: PythonModule, { from, to }: PythonNode): boolean {
  return methodCalls(module, 'with_variant').some(({ call, method }) => {
    if (from < call.from || to > call.to) return false;
    const [, ...dialects] = argumentsOf(module, call);
    const names = dialects.map(({ value }) => stringLiteral(module, value)?.value);
    return names.includes(from > method.to ? 'postgresql' : 'sqlite');
  });
}
