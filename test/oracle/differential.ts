import type { Translation } from '../../src/sql/translate.ts';
import { normaliseValue, type Rows } from '../support/normalise.ts';
import type { PostgresResult } from '../support/postgres-rows.ts';
import type { SqliteRunner } from '../support/sqlite.ts';
import type { Expectation, StatementCase } from './statements.ts';

/** What came out of a statement on both databases. */
export type DifferentialOutcome =
  | 'portable'
  | 'equal'
  | 'reported'
  | 'silently-wrong'
  | 'silently-rejected'
  | 'portable-flagged'
  | 'equal-but-reported'
  | 'names-differ'
  | 'not-stable';

export interface Differential {
  readonly outcome: DifferentialOutcome;
  readonly translation: Translation;
  readonly wanted: string;
  /** The rows that SQLite gave, or what it said. */
  readonly got: string;
}

export interface DifferentialInput {
  readonly sql: string;
  readonly expected: PostgresResult;
  /** Translates with the definitions of the tables, or without. */
  readonly translate: (sql: string) => Translation;
  /** The script that makes the tables and rows in SQLite. */
  readonly setup: string;
  readonly runner: SqliteRunner;
}

/** Translates a statement, runs it, and compares with what PostgreSQL gave. */
export function compareStatement(input: DifferentialInput): Differential {
  const { expected, runner } = input;
  const translation = input.translate(input.sql);
  const order = /\border\s+by\b/i.test(input.sql) ? 'ordered' : 'unordered';
  const wanted = shown(expected.rows, expected, order);
  const isReported = translation.problems.some(({ severity }) => severity !== 'info');
  try {
    const { names, rows } = runner.query(input.setup, translation.sql);
    const got = shown(withJson(rows, expected), expected, order);
    const found = { translation, wanted, got };
    if (got !== wanted) return { outcome: isReported ? 'reported' : 'silently-wrong', ...found };
    return { outcome: equalOutcome(input, translation, names), ...found };
  } catch (error) {
    const got = error instanceof Error ? error.message : String(error);
    const isRefused = translation.problems.some(({ severity }) => severity === 'error');
    return { outcome: isRefused ? 'reported' : 'silently-rejected', translation, wanted, got };
  }
}

function equalOutcome(
  input: DifferentialInput,
  translation: Translation,
  names: readonly string[],
): DifferentialOutcome {
  const isReported = translation.problems.some(({ severity }) => severity !== 'info');
  if (translation.edits.length === 0)
    return translation.problems.length > 0 ? 'portable-flagged' : 'portable';
  if (isReported) return 'equal-but-reported';
  if (names.some((name, index) => isOtherName(name, input.expected.names[index], input.sql)))
    return 'names-differ';
  const again = input.translate(translation.sql);
  const isStable =
    again.edits.length === 0 && again.problems.every(({ severity }) => severity === 'info');
  return isStable ? 'equal' : 'not-stable';
}

/** An expression that nobody touched has its text as its name, as everywhere in SQLite. */
function isOtherName(name: string, wanted: string | undefined, text: string): boolean {
  if (wanted === undefined || wanted === '?column?' || name === wanted) return false;
  return !text.includes(name);
}

/** Rows of either database as text that can be compared. */
export function shown(
  rows: Rows,
  { isJson }: PostgresResult,
  order: 'ordered' | 'unordered',
): string {
  const lines = rows.map((row) =>
    JSON.stringify(
      row.map((value, column) =>
        isJson[column] ? { json: normaliseValue(value) } : normaliseValue(value),
      ),
    ),
  );
  return (order === 'unordered' ? lines.toSorted() : lines).join('\n');
}

/** The JSON in SQLite's rows as values: PostgreSQL's driver has read it. */
export function withJson(rows: Rows, { isJson }: PostgresResult): Rows {
  return rows.map((row) => row.map((value, column) => (isJson[column] ? jsonOf(value) : value)));
}

function jsonOf(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return { text: value };
  }
}

/** Whether an outcome is what a case asks for. */
export function isAsExpected(outcome: DifferentialOutcome, expected: Expectation): boolean {
  if (expected === 'any') return true;
  if (expected === 'reported') return outcome === 'reported' || outcome === 'equal-but-reported';
  if (expected === 'portable') return outcome === 'portable';
  return outcome === 'equal' || outcome === 'portable' || outcome === 'not-stable';
}

/** Without the tables' definitions a word of warning is right where the types decide. */
export function isAsExpectedWithoutSchema(
  outcome: DifferentialOutcome,
  { expected, withoutSchema }: StatementCase,
): boolean {
  if (withoutSchema) return isAsExpected(outcome, withoutSchema);
  const isSaid = outcome === 'reported' || outcome === 'equal-but-reported';
  return isSaid || isAsExpected(outcome, expected);
}
