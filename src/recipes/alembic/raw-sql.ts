import { oncePer } from '../../core/once-per.ts';
import { positional } from '../../formats/python/arguments.ts';
import { calledName } from '../../formats/python/imports.ts';
import {
  childrenOf,
  nodesOf,
  type PythonModule,
  type PythonNode,
  textOf,
} from '../../formats/python/module.ts';
import { type StringLiteral, stringLiteral } from '../../formats/python/string-literal.ts';
import { calledMethod } from '../sqlalchemy/type-uses.ts';
import { isInBranch } from './operations.ts';

/** A call of a revision that runs SQL text. */
export interface RawSql {
  readonly call: PythonNode;
  /** The statement, where the call is all of it: then it can be made conditional. */
  readonly statement?: PythonNode;
  /** The literal where it stands, if it is written in the call. */
  readonly literal: StringLiteral;
  /** Whether the literal is in the call itself, not in a constant of the module. */
  readonly isInPlace: boolean;
}

/** The text with a name in the place of each hole of an f-string, which a parser can read. */
export function readableSql({ segments }: StringLiteral): string {
  return segments.map(({ kind, value }) => (kind === 'hole' ? 'hole' : value)).join('');
}

const runners = /^(?:execute|exec_driver_sql|scalar|scalars)$/;

/** The SQL that a revision runs outside of branches on the dialect. */
export const rawSqlOf: (module: PythonModule) => readonly RawSql[] = oncePer(findRawSql);

function findRawSql(module: PythonModule): readonly RawSql[] {
  return nodesOf(module.root, 'CallExpression').flatMap((call) => {
    if (!runners.test(calledMethod(module, call)) || isInBranch(module, call)) return [];
    const argument = positional(module, call, 0);
    const found = argument && sqlOf(module, argument.value);
    if (!found) return [];
    const { parent } = call;
    const statement = parent?.name === 'ExpressionStatement' ? { statement: parent } : {};
    return [{ call, ...found, ...statement }];
  });
}

function sqlOf(module: PythonModule, node: PythonNode) {
  const inner = unwrapped(module, node);
  const own = stringLiteral(module, inner);
  if (own) return { literal: own, isInPlace: true };
  if (inner.name !== 'VariableName') return undefined;
  const constant = constantOf(module, textOf(module, inner));
  return constant && { literal: constant, isInPlace: false };
}

/** `sa.text("...")`, `dedent("...")` and `"...".strip()` are their string. */
function unwrapped(module: PythonModule, node: PythonNode): PythonNode {
  if (node.name !== 'CallExpression') return node;
  const name = calledName(module, node) ?? '';
  if (/(?:^|\.)(?:text|DDL|dedent|cleandoc)$/.test(name)) {
    const inner = positional(module, node, 0);
    return inner ? unwrapped(module, inner.value) : node;
  }
  const object = node.firstChild?.name === 'MemberExpression' ? node.firstChild.firstChild : null;
  const isTrimmed = /\.(?:strip|lstrip|rstrip)$/.test(
    node.firstChild ? textOf(module, node.firstChild) : '',
  );
  return object && isTrimmed ? object : node;
}

function constantOf(module: PythonModule, name: string): StringLiteral | undefined {
  for (const statement of childrenOf(module.root)) {
    const target = statement.name === 'AssignStatement' ? statement.firstChild : null;
    if (target && textOf(module, target) === name && statement.lastChild) {
      return stringLiteral(module, unwrapped(module, statement.lastChild));
    }
  }
  return undefined;
}
