import type { TextEdit } from '../core/edit.ts';
import type { Span } from '../core/span.ts';
import type { StatementFinding } from './analyze.ts';
import type { Parsed } from './parser.ts';
import type { Appended } from './reading/sqlite-script.ts';
import type { Rewrite } from './rewrite.ts';
import type { Fidelity, ProblemSeverity } from './rule.ts';
import type { ScriptAnalysis } from './script-analysis.ts';
import type { SqlProblem } from './translate.ts';

const severities: Readonly<Record<Fidelity, ProblemSeverity>> = {
  exact: 'info',
  approximate: 'warning',
  unsupported: 'error',
};

/** How bad it is after the translation, where a finding says no more. */
export function severityOf(fidelity: Fidelity): ProblemSeverity {
  return severities[fidelity];
}

/** A finding as a problem of its statement's text. */
export function problemOf(
  { rule, finding, span, rewrites }: StatementFinding,
  conflicts: readonly Rewrite[],
  fixOf: (rewrites: readonly Rewrite[]) => readonly TextEdit[],
): SqlProblem {
  const base = { code: rule.id, asWritten: rule.asWritten, span };
  if (rewrites.some((rewrite) => conflicts.includes(rewrite))) {
    const message = `${finding.message} It was left as it is, because another change crosses this one: apply one, then translate again.`;
    return { ...base, severity: 'error', message };
  }
  const severity = finding.severity ?? severityOf(rule.fidelity);
  const fix = rewrites.length > 0 ? fixOf(rewrites) : undefined;
  return { ...base, severity, message: finding.message, ...(fix && { fix }) };
}

/** The one problem of a statement that PostgreSQL's parser refuses. */
export function syntaxProblem(text: string, error: Parsed['error']): ScriptAnalysis {
  const start = Math.min(error?.at ?? 0, Math.max(0, text.length - 1));
  const word = /^[\w$]+/.exec(text.slice(start))?.[0].length ?? 1;
  return oneProblem({
    code: 'syntax-error',
    severity: 'error',
    asWritten: 'rejected',
    message: `PostgreSQL's parser does not take this statement: ${error?.message ?? 'no statement'}. Correct it, then translate again.`,
    span: { start, end: Math.min(text.length, start + word) },
  });
}

/** An ALTER TABLE whose actions a CREATE TABLE of the script has taken in. */
export function foldedProblem(text: string): ScriptAnalysis {
  const span = { start: 0, end: text.length };
  const edits = [{ ...span, newText: '' }];
  const message =
    'SQLite cannot do this to a table that is there, so it went into the CREATE TABLE above.';
  const problem = {
    code: 'alter-table',
    severity: 'info',
    asWritten: 'rejected',
    message,
    span,
  } as const;
  return { edits, problems: [problem] };
}

/** A CREATE TABLE whose LIKE or INHERITS was written out. */
export function expandedProblem(text: string): SqlProblem {
  const isInherited = /\binherits\b/i.test(text);
  return {
    code: 'table-template',
    severity: isInherited ? 'warning' : 'info',
    asWritten: 'rejected',
    message: isInherited
      ? 'SQLite has no INHERITS: the columns are written out, and a query of the parent does not see the rows of this table. Use UNION ALL, or a view.'
      : 'SQLite has no LIKE in CREATE TABLE: the columns are written out.',
    span: { start: 0, end: text.length },
  };
}

/** A statement that a script gets beside its own. */
export function appendedProblem(span: Span, { code, message }: Appended): SqlProblem {
  return { code, severity: 'info', asWritten: 'rejected', message, span };
}

/** A statement whose translation takes a placeholder's value twice, or in another order. */
export function placeholderProblem(text: string): SqlProblem {
  return {
    code: 'placeholder-order',
    severity: 'warning',
    asWritten: 'rejected',
    message:
      'The translation needs the values of the placeholders in another order, or one of them more than once. Bind them by number or by name, and check the call.',
    span: { start: 0, end: text.length },
  };
}

function oneProblem(problem: SqlProblem): ScriptAnalysis {
  return { edits: [], problems: [problem] };
}
