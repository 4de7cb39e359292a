import type { PythonNode } from './module.ts';

/** A context manager of a `with` statement. */
export interface WithItem {
  readonly statement: PythonNode;
  readonly isAsync: boolean;
  /** The name behind `as`. */
  readonly alias: PythonNode | undefined;
}

/**
 * Reads an expression as a context manager. Of several in parentheses the grammar takes the first
 * for an expression that is never closed, and reads on behind its `as`.
 * @see https://docs.python.org/3/reference/compound_stmts.html#the-with-statement
 */
export function withItemOf(expression: PythonNode): WithItem | undefined {
  const { parent } = expression;
  const isInside = parent && brackets.has(parent.name);
  const outer = isInside ? parent : expression;
  const statement = outer.parent;
  if (statement?.name !== 'WithStatement') return undefined;
  const isLast = !isInside || expression.nextSibling?.type.isError === true;
  const name = outer.nextSibling?.name === 'as' ? outer.nextSibling.nextSibling : null;
  const alias = isLast && name?.name === 'VariableName' ? name : undefined;
  return { statement, isAsync: statement.getChild('async') !== null, alias };
}

const brackets = new Set(['ParenthesizedExpression', 'TupleExpression']);
