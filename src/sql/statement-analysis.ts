import type { StatementFinding } from './analyze.ts';
import { problemOf } from './problems.ts';
import { composeRewrites, type Rewrite } from './rewrite.ts';
import type { ScriptAnalysis } from './script-analysis.ts';

const nothing: ScriptAnalysis = { edits: [], problems: [] };

/** What the findings of a statement come to: its edits, and its problems in the text's order. */
export function analysisOf(text: string, findings: readonly StatementFinding[]): ScriptAnalysis {
  if (findings.length === 0) return nothing;
  const { edits, conflicts } = composeRewrites(
    text,
    findings.flatMap(({ rewrites }) => rewrites),
  );
  const isOnly = findings.filter(({ rewrites }) => rewrites.length > 0).length === 1;
  const fixOf = (rewrites: readonly Rewrite[]) =>
    isOnly ? edits : composeRewrites(text, rewrites).edits;
  const problems = findings.map((found) => problemOf(found, conflicts, fixOf));
  return {
    edits,
    problems: problems.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end),
  };
}
