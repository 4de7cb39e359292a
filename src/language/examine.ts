import type { AnalyzedPart, AnalyzedScript } from '../sql/script-analysis.ts';
import type { SqlProblem } from '../sql/translate.ts';
import type { EmbeddedSql } from './embedded-sql.ts';
import type { SqlDocument } from './sql-document.ts';

/** What a document is checked with. */
export interface SqlChecker {
  /** What is to be done with a script, taken for SQL of the other database. */
  readonly analyze: (sql: string) => AnalyzedScript;
  /** Whether the target takes the form of a statement as it stands. */
  readonly isAccepted: (statement: string) => boolean;
  /** Whether a statement came out of a fix that has put this construct there. */
  readonly isTranslated: (statement: string, construct: Construct) => boolean;
  /** Whether a rule is one of those that `analyze` asks. */
  readonly isChecked: (rule: string) => boolean;
}

/** What a rule speaks of: its id, and the text. */
export interface Construct {
  readonly code: string;
  readonly text: string;
}

/** A passage with what is said of it. */
export interface ExaminedPassage {
  readonly sql: EmbeddedSql;
  readonly analysis: AnalyzedScript;
  /** The problems of `analysis` that hold for SQL that may be the target's own by now. */
  readonly problems: readonly SqlProblem[];
}

/** Asks for each passage of a document what the target would not take, or take in another sense. */
export function examine(document: SqlDocument, checker: SqlChecker): readonly ExaminedPassage[] {
  return document.passages.flatMap((sql) => {
    const analysis = checker.analyze(sql.text);
    // Text with holes may be no statement by itself: then nothing can be said of it.
    const isPart = analysis.problems.some(({ code }) => code === 'syntax-error');
    if (isPart && !document.isScript) return [];
    return [{ sql, analysis, problems: holding(sql.text, analysis, checker) }];
  });
}

/**
 * The problems without those of statements that the target takes as they are: text that was put
 * right before is the target's own SQL by now.
 */
function holding(
  sql: string,
  { parts }: AnalyzedScript,
  checker: SqlChecker,
): readonly SqlProblem[] {
  return parts.flatMap((part) => holdingIn(sql, part, checker));
}

function holdingIn(
  sql: string,
  { part, problems }: AnalyzedPart,
  { isAccepted, isTranslated }: SqlChecker,
): readonly SqlProblem[] {
  const accepted = problems.some(isRejected) && isAccepted(part.text);
  return problems.filter((problem) => {
    if (isRejected(problem)) return !accepted;
    const { code, span } = problem;
    return !isTranslated(part.text, { code, text: sql.slice(span.start, span.end) });
  });
}

/** Whether the target refuses the text as it stands. */
export function isRejected({ asWritten }: SqlProblem): boolean {
  return asWritten === 'rejected';
}
