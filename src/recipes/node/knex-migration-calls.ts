import {
  childrenOf,
  type JavaScriptModule,
  type JavaScriptNode,
  nodesOf,
  textOf,
} from '../../formats/javascript/module.ts';
import { type StringLiteral, stringLiteral } from '../../formats/javascript/string-literal.ts';

/** A call in a migration whose effect depends on the engine. */
export interface MigrationCall {
  readonly kind: 'raw' | 'specific-type' | 'server-only';
  readonly node: JavaScriptNode;
  /** The method's name. */
  readonly method: string;
  /** The variable that holds Knex; empty where there is none. */
  readonly root: string;
  /** The text that is the first argument of `raw`, the second of `specificType`. */
  readonly literal?: StringLiteral;
}

/** Builder methods that SQLite's compiler refuses. */
const serverOnly =
  /^(?:create|drop)(?:Extension|Schema)(?:IfNotExists|IfExists)?$|^(?:create|drop|refresh)MaterializedView/;

const migration =
  /\bexports\.up\b|\bexport\s+(?:async\s+)?(?:function|const|let)\s+up\b|\bup\s*[:(,}]/;

/** Whether a file's text has the two functions of a migration. */
export function isKnexMigration(text: string): boolean {
  return migration.test(text) && /\bdown\b/.test(text);
}

/** The calls that are not already behind a question for the client, in text order. */
export function migrationCalls(module: JavaScriptModule): readonly MigrationCall[] {
  return nodesOf(module.root, 'CallExpression').flatMap((node) => {
    const callee = node.firstChild;
    const method = callee?.name === 'MemberExpression' ? callee.lastChild : null;
    if (!callee || !method || isBehindQuestion(module, node)) return [];
    return readCall(module, node, textOf(module, method)) ?? [];
  });
}

function readCall(
  module: JavaScriptModule,
  node: JavaScriptNode,
  method: string,
): MigrationCall | undefined {
  const [first, second] = argumentsOf(node);
  const base = { node, method, root: rootOf(module, node) };
  if (method === 'raw' && first) {
    return asks(module, first) ? undefined : { ...base, kind: 'raw', ...literalOf(module, first) };
  }
  if (method === 'specificType' && second) {
    if (asks(module, second)) return undefined;
    const root = parameterOf(module, node);
    return { ...base, root, kind: 'specific-type', ...literalOf(module, second) };
  }
  return serverOnly.test(method) ? { ...base, kind: 'server-only' } : undefined;
}

/** The expressions that a call is given. */
export function argumentsOf(call: JavaScriptNode): readonly JavaScriptNode[] {
  const list = call.getChild('ArgList');
  return (list ? childrenOf(list) : []).filter(({ name }) => !/^[(),]$|Comment$/.test(name));
}

function literalOf(module: JavaScriptModule, node: JavaScriptNode) {
  const literal = stringLiteral(module, node);
  return literal && literal.holes.length === 0 ? { literal } : {};
}

/** `knex` of `knex.schema.createTable(...).raw(...)`. */
function rootOf(module: JavaScriptModule, call: JavaScriptNode): string {
  let at: JavaScriptNode | null = call;
  while (at && (at.name === 'CallExpression' || at.name === 'MemberExpression')) at = at.firstChild;
  return at?.name === 'VariableName' ? textOf(module, at) : '';
}

/** The first parameter of the outermost function around: what Knex gives to `up`. */
function parameterOf(module: JavaScriptModule, node: JavaScriptNode): string {
  let name = '';
  for (let at = node.parent; at; at = at.parent) {
    const list = at.getChild('ParamList');
    const first = list?.getChild('VariableDefinition');
    if (list) name = first ? textOf(module, first) : '';
  }
  return name;
}

/** Whether an argument is a choice between two texts already. */
function asks(module: JavaScriptModule, node: JavaScriptNode): boolean {
  return node.name === 'ConditionalExpression' && /client/.test(textOf(module, node));
}

function isBehindQuestion(module: JavaScriptModule, node: JavaScriptNode): boolean {
  for (let at = node.parent; at; at = at.parent) {
    if (at.name !== 'IfStatement' && at.name !== 'ConditionalExpression') continue;
    const condition =
      at.name === 'IfStatement' ? at.getChild('ParenthesizedExpression') : at.firstChild;
    if (condition && /\bclient\b|sqlite|\bpg\b|postgres/i.test(textOf(module, condition)))
      return true;
  }
  return false;
}
