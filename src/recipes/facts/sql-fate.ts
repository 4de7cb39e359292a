import type { Engine } from '../../engines/engine.ts';
import { callsSqliteFunction } from '../../sql/facts/sqlite-functions.ts';
import { tokenize } from '../../sql/lexer.ts';
import type { SqlProblem, Translation } from '../../sql/translate.ts';

/** What becomes of SQL that stands in code. */
export type SqlFate =
  /** No statement by itself. */
  | { readonly kind: 'unread' }
  /** The target takes it as it is. `differs` is what changes. */
  | { readonly kind: 'stays'; readonly differs: readonly SqlProblem[] }
  | {
      readonly kind: 'translated';
      readonly translation: Translation;
      readonly differs: readonly SqlProblem[];
    }
  /** The target has nothing for some of it. */
  | { readonly kind: 'impossible'; readonly reasons: readonly SqlProblem[] };

/** Judges a translation of `sql`. What was written for the target, by its functions, stays. */
export function sqlFate(sql: string, translation: Translation, target: Engine): SqlFate {
  const { problems } = translation;
  if (!target.server && callsSqliteFunction(sql)) return { kind: 'stays', differs: [] };
  if (problems.some(({ code }) => code === 'syntax-error')) return { kind: 'unread' };
  const differs = problems.filter(({ severity }) => severity === 'warning');
  if (!isRefused(sql, problems)) return { kind: 'stays', differs };
  // A call cannot be left without a statement.
  if (translation.sql.trim() === '') return { kind: 'impossible', reasons: problems };
  const reasons = problems.filter(({ severity }) => severity === 'error');
  return reasons.length > 0
    ? { kind: 'impossible', reasons }
    : { kind: 'translated', translation, differs };
}

/** Whether the target refuses a statement as it is: no SQL but PostgreSQL's has the cast `::`. */
export function isRefused(sql: string, problems: readonly SqlProblem[]): boolean {
  return (
    problems.some(({ asWritten }) => asWritten === 'rejected') ||
    (problems.length > 0 && tokenize(sql).some(({ value }) => value === '::'))
  );
}
