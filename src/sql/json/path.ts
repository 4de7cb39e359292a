import type { Node } from 'libpg-query';
import { readArrayLiteral } from '../array-literal.ts';
import { integerValue } from '../call-rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { as } from '../tree.ts';

/** One step of SQLite's JSON path for a key or an index, without the `$`. */
export function keyStep(key: string): string | undefined {
  if (/^[A-Za-z_]\w*$/.test(key)) return `.${key}`;
  return key.includes('"') ? undefined : `."${key.replaceAll("'", "''")}"`;
}

export function indexStep(index: number): string {
  return index < 0 ? `[#${index}]` : `[${index}]`;
}

/** The step that a literal operand of `->` says. */
export function operandStep(node: Node | undefined, context: RuleContext): string | undefined {
  const text = context.stringValue(node);
  if (text !== undefined) return keyStep(text);
  const index = integerValue(node);
  return index === undefined ? undefined : indexStep(index);
}

/** The steps of a path in a text array, `{a,0,b}` or `ARRAY['a', 'b']`; digits are an index. */
export function pathSteps(
  node: Node | undefined,
  context: RuleContext,
): readonly string[] | undefined {
  const elements = as('A_ArrayExpr', node)?.elements;
  const text = context.stringValue(node);
  const keys = elements
    ? elements.map((element) => context.stringValue(element))
    : text === undefined
      ? undefined
      : readArrayLiteral(text);
  if (!keys) return undefined;
  const steps = keys.flatMap((key) => {
    if (typeof key !== 'string') return [];
    return (/^-?\d+$/.test(key) ? indexStep(Number(key)) : keyStep(key)) ?? [];
  });
  return steps.length === keys.length ? steps : undefined;
}
