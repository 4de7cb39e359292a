import type { Span } from '../core/span.ts';
import type { JavaScriptModule } from '../formats/javascript/module.ts';
import { type EmbeddedSql, embeddedSql } from './embedded-sql.ts';
import { textsOf } from './javascript-sql.ts';

/** What no text but SQL of PostgreSQL has, in a condition, an assignment or a list of columns. */
const mark =
  /\bILIKE\b|[\w)"'}]::[a-z]|=\s*ANY\s*\(|\b(?:now|gen_random_uuid)\s*\(\s*\)|\binterval\s+'|\bFOR\s+(?:UPDATE|SHARE)\b|\bDISTINCT\s+ON\b|\b(?:to_char|date_trunc|json_agg|jsonb_agg|array_agg|string_agg|jsonb_build_object|json_build_object)\s*\(/i;

/**
 * The strings of a module out of which statements are put together at run time (`' AND a ILIKE $1'`),
 * each with what makes a statement of it before it. `known` are the places of whole statements.
 */
export function fragmentsOf(
  module: JavaScriptModule,
  known: readonly Span[],
): readonly EmbeddedSql[] {
  return textsOf(module).flatMap(({ value, literal: { runs, write } }) => {
    const [first] = runs;
    if (!first || !mark.test(value)) return [];
    const { start } = first;
    if (known.some((span) => span.start <= start && start <= span.end)) return [];
    const before = { kind: 'escape', start, end: start, value: beginningFor(value) } as const;
    return embeddedSql({ runs: [before, ...runs], write });
  });
}

/** The statement that a fragment would go on with. */
function beginningFor(fragment: string): string {
  if (/^\s*(?:and|or)\b/i.test(fragment)) return 'SELECT 1 FROM t WHERE true ';
  if (
    /^\s*(?:where|order\s+by|group\s+by|having|limit|offset|for|join|left|inner|from)\b/i.test(
      fragment,
    )
  ) {
    return /^\s*from\b/i.test(fragment) ? 'SELECT 1 ' : 'SELECT 1 FROM t ';
  }
  return /\bas\s+"?\w+"?\s*(?:,|$)|^\s*distinct\s/i.test(fragment)
    ? 'SELECT '
    : 'SELECT 1 FROM t WHERE ';
}
