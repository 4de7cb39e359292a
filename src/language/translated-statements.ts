import type { Span } from '../core/span.ts';
import { splitScript } from '../sql/splitter.ts';
import type { SqlProblem } from '../sql/translate.ts';
import type { Construct, ExaminedPassage } from './examine.ts';
import type { SqlDocument } from './sql-document.ts';

/** Statements that are remembered at the most. */
const most = 20_000;

function keyOf({ code, text }: Construct): string {
  return `${code} ${text}`;
}

/** A document before and after some of its problems were put right. */
export interface FixedDocument {
  readonly before: SqlDocument;
  readonly passages: readonly ExaminedPassage[];
  readonly after: SqlDocument;
  readonly isFixed: (problem: SqlProblem) => boolean;
}

/**
 * Remembers the statements that came out of fixes. They are the target's own SQL: of what a fix has
 * put there nothing is said, of the rest everything that was said before.
 */
export class TranslatedStatements {
  /** The constructs that are still the source's, by the statement's text. */
  readonly #remaining = new Map<string, ReadonlySet<string>>();

  /** Whether a fix has put this construct into a statement. */
  has(statement: string, construct: Construct): boolean {
    const remaining = this.#remaining.get(statement);
    if (!remaining) return false;
    return !remaining.has(keyOf(construct)) && !remaining.has(construct.code);
  }

  /** Remembers what a document has become. */
  remember({ before, passages, after, isFixed }: FixedDocument): void {
    if (before.passages.length !== after.passages.length) return;
    for (const [index, { text }] of after.passages.entries()) {
      const old = passages.find(({ sql }) => sql === before.passages[index]);
      if (old && old.sql.text !== text) this.#rememberPassage(old, text, isFixed);
    }
  }

  #rememberPassage(
    { sql, problems }: ExaminedPassage,
    after: string,
    isFixed: (problem: SqlProblem) => boolean,
  ): void {
    const [old, fresh] = [splitScript(sql.text), splitScript(after)];
    fresh.forEach((part, index) => {
      const same = old.length === fresh.length ? old[index] : undefined;
      if (same?.text === part.text) return;
      const of = same ? problemsWithin(problems, same) : problems;
      this.#set(part.text, remainingOf(sql.text, of, isFixed));
    });
  }

  #set(statement: string, remaining: ReadonlySet<string>): void {
    this.#remaining.delete(statement);
    this.#remaining.set(statement, remaining);
    const [oldest] = this.#remaining.keys();
    if (this.#remaining.size > most && oldest !== undefined) this.#remaining.delete(oldest);
  }
}

/** The problems that begin in a statement. */
function problemsWithin(problems: readonly SqlProblem[], { start, end }: Span) {
  return problems.filter(({ span }) => start <= span.start && span.start < end);
}

/** What is still to be said; by its rule alone where a fix inside of it has changed its text. */
function remainingOf(
  text: string,
  problems: readonly SqlProblem[],
  isFixed: (problem: SqlProblem) => boolean,
): ReadonlySet<string> {
  const fixed = problems.filter(isFixed);
  const left = problems.filter((problem) => !isFixed(problem));
  return new Set(
    left.map(({ code, span }) => {
      const isChanged = fixed.some(
        (other) => other.span.start < span.end && span.start < other.span.end,
      );
      return isChanged ? code : keyOf({ code, text: text.slice(span.start, span.end) });
    }),
  );
}
