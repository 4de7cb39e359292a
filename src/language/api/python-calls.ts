import {
  nodesOf,
  type PythonModule,
  type PythonNode,
  textOf,
} from '../../formats/python/module.ts';

/** A call of a method: `x.method(...)`. */
export interface MethodCall {
  readonly call: PythonNode;
  /** The method's name. */
  readonly method: PythonNode;
}

/** The calls of a method, whatever it is a method of. */
export function methodCalls(module: PythonModule, name: string): readonly MethodCall[] {
  return nodesOf(module.root, 'CallExpression').flatMap((call) => {
    const callee = call.firstChild;
    const method = callee?.name === 'MemberExpression' ? callee.lastChild : undefined;
    return method && textOf(module, method) === name ? [{ call, method }] : [];
  });
}
