import type { TextEdit } from '../core/edit.ts';
import type { Span } from '../core/span.ts';
import type { SqlProblem } from '../sql/translate.ts';
import { applyIgnores } from './apply-ignores.ts';
import type { EmbeddedSql } from './embedded-sql.ts';
import { type ExaminedPassage, examine, isRejected, type SqlChecker } from './examine.ts';
import type { SqlDocument } from './sql-document.ts';

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

/** A diagnostic with the problem of the SQL behind it, if there is one. */
export interface PlacedDiagnostic {
  readonly diagnostic: SqlDiagnostic;
  readonly passage?: ExaminedPassage;
  readonly problem?: SqlProblem;
}

/** What a document holds that the target database does not take, or takes in another sense. */
export function checkDocument(
  document: SqlDocument,
  checker: SqlChecker,
): readonly SqlDiagnostic[] {
  return placedDiagnostics(document, examine(document, checker), checker).map(
    ({ diagnostic }) => diagnostic,
  );
}

/** The diagnostics of passages, without what comments hide, and with what is said of comments. */
export function placedDiagnostics(
  document: SqlDocument,
  passages: readonly ExaminedPassage[],
  { isChecked }: SqlChecker,
): readonly PlacedDiagnostic[] {
  const found = passages.flatMap((passage) =>
    passage.problems.map((problem) => {
      const diagnostic = placed(problem, passage.sql);
      return { diagnostic, passage, problem };
    }),
  );
  const api = document.api.filter(({ code }) => isChecked(code));
  return applyIgnores(
    document,
    [...found, ...api.map((diagnostic) => ({ diagnostic }))],
    isChecked,
  );
}

function placed(problem: SqlProblem, sql: EmbeddedSql): SqlDiagnostic {
  const { code } = problem;
  const message = sql.toSourceText(problem.message);
  const severity = isRejected(problem) ? 'error' : 'warning';
  const fix = problem.fix && placedEdits(problem.fix, sql);
  return { code, severity, message, span: sql.toSource(problem.span), ...(fix && { fix }) };
}

/** Edits of a passage as ones of the file; `undefined` where the file cannot take all of them. */
export function placedEdits(
  edits: readonly TextEdit[],
  sql: EmbeddedSql,
): readonly TextEdit[] | undefined {
  const whole = edits.flatMap((edit) => sql.toSourceEdit(edit) ?? []);
  return whole.length > 0 && whole.length === edits.length ? whole : undefined;
}
