import {
  childrenOf,
  type JavaScriptModule,
  type JavaScriptNode,
  nodesOf,
  textOf,
} from '../../formats/javascript/module.ts';
import { stringLiteral } from '../../formats/javascript/string-literal.ts';

/** A call of a method in a file that works with Knex. */
export interface KnexCall {
  readonly name: string;
  /** The method's name, where it stands. */
  readonly method: JavaScriptNode;
  readonly args: readonly JavaScriptNode[];
}

/** The calls of methods of a file that imports Knex, or is handed it by its name. */
export function knexCalls(module: JavaScriptModule): readonly KnexCall[] {
  if (!usesKnex(module)) return [];
  return nodesOf(module.root, 'CallExpression').flatMap((call) => {
    const callee = call.firstChild;
    const method = callee?.name === 'MemberExpression' ? callee.lastChild : undefined;
    if (method?.name !== 'PropertyName') return [];
    const list = call.getChild('ArgList');
    const args = list
      ? childrenOf(list).filter(({ name }) => !/^(?:[(),]|.*Comment)$/.test(name))
      : [];
    return [{ name: textOf(module, method), method, args }];
  });
}

/** The value of a string among the arguments. */
export function textArgument(module: JavaScriptModule, node: JavaScriptNode | undefined) {
  return node && stringLiteral(module, node)?.value;
}

function usesKnex(module: JavaScriptModule): boolean {
  const isKnex = (node: JavaScriptNode) => /^knex$/i.test(textOf(module, node));
  return (
    nodesOf(module.root, 'VariableName', 'VariableDefinition', 'TypeName').some(isKnex) ||
    nodesOf(module.root, 'String').some((node) => /^knex$/.test(textArgument(module, node) ?? ''))
  );
}
