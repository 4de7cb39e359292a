import { type Range, rangeOf } from '../core/span.ts';
import type { ProblemSeverity } from './rule.ts';
import type { SqlProblem, Translation } from './translate.ts';

/** A problem as the command line prints it: lines and columns count from zero. */
export interface PrintedProblem {
  readonly code: string;
  readonly severity: ProblemSeverity;
  readonly message: string;
  readonly range: Range;
}

export function printedProblem(
  text: string,
  { code, severity, message, span }: SqlProblem,
): PrintedProblem {
  return { code, severity, message, range: rangeOf(text, span) };
}

/**
 * One `{"id","sql","problems"}` line for each `{"id","sql"}` line, in the same order. A line that is
 * no such object gives one with the problem `invalid-line`, and the others go on.
 */
export function translateLines(
  lines: string,
  translate: (text: string) => Translation,
): readonly string[] {
  return lines
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.stringify(translatedLine(line, translate)));
}

function translatedLine(line: string, translate: (text: string) => Translation) {
  const { id, sql } = readLine(line);
  if (typeof sql !== 'string') return { id: id ?? null, sql: '', problems: [invalidLine(line)] };
  const { sql: translated, problems } = translate(sql);
  return { id, sql: translated, problems: problems.map((problem) => printedProblem(sql, problem)) };
}

function readLine(line: string): { readonly id?: unknown; readonly sql?: unknown } {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

function invalidLine(line: string): PrintedProblem {
  const message = 'This line is no JSON object with "id" and "sql". Write one such object a line.';
  const range = rangeOf(line, { start: 0, end: line.length });
  return { code: 'invalid-line', severity: 'error', message, range };
}
