import type { TextEdit } from '../core/edit.ts';
import type { Span } from '../core/span.ts';
import { splitScript } from '../sql/splitter.ts';
import type { SqlProblem } from '../sql/translate.ts';
import { applyIgnores } from './apply-ignores.ts';
import type { EmbeddedSql } from './embedded-sql.ts';
import { readDocument } from './read-document.ts';

/** A construct of one database at its place in a file, with the edits that put it right. */
export interface SqlDiagnostic {
  /** The rule's id. */
  readonly code: string;
  /** `error`: the target refuses it as it stands. `warning`: it runs, with another result. */
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly span: Span;
  readonly fix?: readonly TextEdit[];
}

/** What a document is checked with. */
export interface SqlChecker {
  /** The problems of a script, taken for SQL of the other database. */
  readonly analyze: (sql: string) => { readonly problems: readonly SqlProblem[] };
  /** Whether the target takes the form of a statement as it stands. */
  readonly isAccepted: (statement: string) => boolean;
  /** Whether a rule is one of those that `analyze` asks. */
  readonly isChecked: (rule: string) => boolean;
}

/** What a document holds that the target database does not take, or takes in another sense. */
export function checkDocument(
  path: string,
  text: string,
  checker: SqlChecker,
): readonly SqlDiagnostic[] {
  const document = readDocument(path, text);
  if (!document) return [];
  const { passages, isScript } = document;
  const found = passages.flatMap((sql) => {
    const problems = problemsIn(sql.text, checker);
    // Text with holes may be no statement by itself: then nothing can be said of it.
    if (!isScript && problems.some(({ code }) => code === 'syntax-error')) return [];
    return problems.map((problem) => placed(problem, sql));
  });
  return applyIgnores(document, found, checker.isChecked);
}

/**
 * The problems of a script without those of statements that the target takes as they are: text that
 * was put right before is the target's own SQL by now.
 */
function problemsIn(sql: string, { analyze, isAccepted }: SqlChecker): readonly SqlProblem[] {
  const { problems } = analyze(sql);
  if (!problems.some(isRejected)) return problems;
  const statements = splitScript(sql).filter(({ text }) => isAccepted(text));
  return problems.filter((problem) => {
    const inAccepted = statements.some(
      ({ start, end }) => start <= problem.span.start && problem.span.start < end,
    );
    return !(isRejected(problem) && inAccepted);
  });
}

function isRejected({ asWritten }: SqlProblem): boolean {
  return asWritten === 'rejected';
}

function diagnosticOf(problem: SqlProblem): SqlDiagnostic {
  const { code, message, span, fix } = problem;
  const severity = isRejected(problem) ? 'error' : 'warning';
  return { code, severity, message, span, ...(fix && { fix }) };
}

function placed(problem: SqlProblem, sql: EmbeddedSql): SqlDiagnostic {
  const { fix, ...rest } = diagnosticOf(problem);
  const edits = fix?.map((edit) => sql.toSourceEdit(edit));
  const whole = edits?.flatMap((edit) => edit ?? []);
  const isWhole = whole && whole.length > 0 && whole.length === edits?.length;
  return { ...rest, span: sql.toSource(problem.span), ...(isWhole && { fix: whole }) };
}
