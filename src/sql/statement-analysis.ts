import type { StatementFinding } from './analyze.ts';
import { appendedProblem, problemOf } from './problems.ts';
import type { Appended } from './reading/sqlite-script.ts';
import { composeRewrites, type Rewrite } from './rewrite.ts';
import type { ScriptAnalysis } from './script-analysis.ts';
import type { ScriptPart } from './splitter.ts';

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

/** A statement's analysis with statements of their own after it. */
export function withAppended(
  { start, end, terminatorEnd }: ScriptPart,
  { edits, problems }: ScriptAnalysis,
  items: readonly Appended[],
): ScriptAnalysis {
  const text = items.map(({ sql }) => sql).join(';\n');
  const at = terminatorEnd - start;
  const newText = end === terminatorEnd ? `;\n${text}` : `\n${text};`;
  const span = { start: 0, end: end - start };
  return {
    edits: [...edits, { start: at, end: at, newText }],
    problems: [...problems, ...items.map((item) => appendedProblem(span, item))],
  };
}
