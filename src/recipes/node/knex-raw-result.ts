import {
  childrenOf,
  type JavaScriptModule,
  type JavaScriptNode,
  textOf,
} from '../../formats/javascript/module.ts';
import { stringLiteral } from '../../formats/javascript/string-literal.ts';
import { argumentsOf } from './knex-migration-calls.ts';

/** What code does with the result of `knex.raw()`. */
export interface RawResult {
  readonly call: JavaScriptNode;
  /** The `await` around the call, where it is awaited. */
  readonly awaited?: JavaScriptNode;
  /** Whether the result is read as an object with rows, as servers give it, or as the rows. */
  readonly reads: 'rows' | 'array';
  /** `{ rows }`, where the result is taken apart. */
  readonly pattern?: JavaScriptNode;
  /** `(await ...).rows`. */
  readonly member?: JavaScriptNode;
  /** Whether the statement is known to give rows. */
  readonly isQuery: boolean;
}

/** How the result of a call is read; `undefined` for other calls and where nothing reads it. */
export function rawResultOf(module: JavaScriptModule, call: JavaScriptNode): RawResult | undefined {
  const callee = call.firstChild;
  if (callee?.name !== 'MemberExpression' || !textOf(module, callee).endsWith('.raw')) {
    return undefined;
  }
  const awaited = call.parent?.name === 'AwaitExpression' ? call.parent : undefined;
  const holder = outsideOfParentheses(awaited ?? call);
  const base = { call, ...(awaited && { awaited }), isQuery: givesRows(module, call) };
  if (holder?.name === 'MemberExpression') return readMember(module, base, holder);
  const declaration = holder?.name === 'VariableDeclaration' ? holder : undefined;
  if (declaration && readsRows(module, declaration)) {
    const pattern = declaration.getChild('ObjectPattern');
    return { ...base, reads: 'rows', ...(pattern && { pattern }) };
  }
  const isTaken = awaited && holder?.name !== 'ExpressionStatement';
  return isTaken && !declaration?.getChild('ObjectPattern')
    ? { ...base, reads: 'array' }
    : undefined;
}

function outsideOfParentheses(node: JavaScriptNode): JavaScriptNode | null {
  let at = node.parent;
  while (at?.name === 'ParenthesizedExpression') at = at.parent;
  return at;
}

/** `(await ...).rows` and `(await ...)[0]`; a call chained to `.raw()` itself is something else. */
function readMember(
  module: JavaScriptModule,
  base: Omit<RawResult, 'reads'>,
  member: JavaScriptNode,
): RawResult | undefined {
  if (!base.awaited) return undefined;
  const name = member.lastChild ? textOf(module, member.lastChild) : '';
  if (name === 'rowCount') return undefined;
  return name === 'rows' ? { ...base, reads: 'rows', member } : { ...base, reads: 'array' };
}

/** `const { rows } = await ...`, and `const result = await ...` with `result.rows` behind it. */
function readsRows(module: JavaScriptModule, declaration: JavaScriptNode): boolean {
  const pattern = declaration.getChild('ObjectPattern');
  if (pattern) {
    return pattern.getChildren('PatternProperty').some((part) => {
      const [first] = childrenOf(part);
      return first !== undefined && textOf(module, first) === 'rows';
    });
  }
  const name = declaration.getChild('VariableDefinition');
  const use = name && new RegExp(`\\b${textOf(module, name)}\\.rows\\b`);
  return use?.test(module.text.slice(declaration.to)) ?? false;
}

function givesRows(module: JavaScriptModule, call: JavaScriptNode): boolean {
  const [first] = argumentsOf(call);
  const text = first && stringLiteral(module, first)?.value;
  return /^\s*(?:select|with|values)\b|\breturning\b/i.test(text ?? '');
}
