import {
  childrenOf,
  type JavaScriptModule,
  type JavaScriptNode,
  nodesOf,
  textOf,
} from '../../formats/javascript/module.ts';
import { stringLiteral } from '../../formats/javascript/string-literal.ts';
import { argumentsOf } from './knex-migration-calls.ts';

const ordering = /^(?:index|unique|primary)$/;

/** The names `json` of calls that make a column with an index, in the chain or beside it. */
export function indexedJsonColumns(module: JavaScriptModule): readonly JavaScriptNode[] {
  const calls = nodesOf(module.root, 'CallExpression');
  const listed = new Set(
    calls
      .filter((call) => ordering.test(methodOf(module, call)))
      .flatMap((call) => namesIn(module, argumentsOf(call)[0])),
  );
  return calls.flatMap((call) => {
    const [first] = argumentsOf(call);
    const name = first && stringLiteral(module, first)?.value;
    const method = call.firstChild?.lastChild;
    if (methodOf(module, call) !== 'json' || name === undefined || !method) return [];
    return listed.has(name) || isOrderedInChain(module, call) ? [method] : [];
  });
}

function methodOf(module: JavaScriptModule, { firstChild }: JavaScriptNode): string {
  const method = firstChild?.name === 'MemberExpression' ? firstChild.lastChild : null;
  return method ? textOf(module, method) : '';
}

/** The columns of `table.index(['a', 'b'])` and `table.unique('a')`. */
function namesIn(module: JavaScriptModule, node: JavaScriptNode | undefined): readonly string[] {
  if (!node) return [];
  const literal = stringLiteral(module, node);
  if (literal) return [literal.value];
  return childrenOf(node).flatMap((child) => stringLiteral(module, child)?.value ?? []);
}

/** Whether `.index()` or `.unique()` follows in the chain of calls. */
function isOrderedInChain(module: JavaScriptModule, call: JavaScriptNode): boolean {
  for (let at = call.parent; at; at = at.parent) {
    if (at.name === 'CallExpression' && ordering.test(methodOf(module, at))) return true;
    if (at.name !== 'CallExpression' && at.name !== 'MemberExpression') return false;
  }
  return false;
}
