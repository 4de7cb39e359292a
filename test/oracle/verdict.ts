import { type SqlProblem, type Translation, translate } from '../../src/sql/translate.ts';
import { comparable, type Rows } from '../support/normalise.ts';
import type { SqliteRunner } from '../support/sqlite.ts';
import { type Construct, fixtures } from './constructs.ts';

export type Outcome = 'equal' | 'reported' | 'silently-wrong' | 'silently-rejected';

export interface Verdict {
  readonly construct: Construct;
  readonly outcome: Outcome;
  readonly translation: Translation;
  /** What SQLite gave, or said. */
  readonly detail: string;
}

/** Translates a construct, runs it, and compares with what PostgreSQL gave. */
export function judge(construct: Construct, runner: SqliteRunner): Verdict {
  const translation = translate(construct.postgresql.join(';\n'), {
    from: 'postgresql',
    to: 'sqlite',
    schema: fixtures.postgresql,
    sqliteVersion: runner.version,
  });
  try {
    // The connections of applications enforce foreign keys.
    const rows = runner.run(`pragma foreign_keys = on; ${fixtures.sqlite}`, translation.sql);
    const order = construct.unordered ? 'unordered' : 'ordered';
    const detail = comparable(shownAs(construct, rows), order);
    if (construct.rows && detail === comparable(construct.rows, order))
      return { construct, outcome: 'equal', translation, detail };
    // What is near by the data's own word is neither the same nor wrong.
    const isSaid =
      construct.near !== undefined ||
      translation.problems.some(({ severity }) => severity !== 'info');
    return { construct, outcome: isSaid ? 'reported' : 'silently-wrong', translation, detail };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    if (construct.error) return { construct, outcome: 'equal', translation, detail };
    const isSaid = translation.problems.some(isError);
    return { construct, outcome: isSaid ? 'reported' : 'silently-rejected', translation, detail };
  }
}

/** A scalar that PostgreSQL's driver reads out of JSON is JSON text in SQLite. */
function shownAs({ rows: expected }: Construct, rows: Rows): Rows {
  return rows.map((row, index) =>
    row.map((value, column) => {
      const wanted = expected?.[index]?.[column];
      if (typeof value !== 'string' || wanted === value || wanted === undefined) return value;
      return isJsonOf(value, wanted) ? wanted : value;
    }),
  );
}

function isJsonOf(text: string, wanted: unknown): boolean {
  try {
    return typeof wanted !== 'object' && JSON.parse(text) === wanted;
  } catch {
    return false;
  }
}

function isError({ severity }: SqlProblem): boolean {
  return severity === 'error';
}

/** Which part of the score a construct counts for. */
export function groupOf({ category, sqlite, near, asWritten }: Construct) {
  if (category === 'portable') return 'portable';
  if (sqlite === null) return 'without-equivalent';
  const isConvertible = !near && (asWritten === 'error' || asWritten === 'differs');
  return isConvertible ? 'convertible' : 'other';
}
