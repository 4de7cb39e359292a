import type { Finding } from './rule.ts';
import type { RuleContext } from './rule-context.ts';
import { sql } from './template.ts';

/** A finding that takes the whole statement out of the script, with its semicolon. */
export function statementRemoval(context: RuleContext, message: string): Finding {
  const at = { start: 0, end: context.source.text.length };
  return { at, message, replace: [{ target: at, template: sql`` }] };
}
