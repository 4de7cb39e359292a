import { readdirSync, readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { splitSqliteStatements } from '../../src/sql/sqlite-statements.ts';
import { type Translation, translate } from '../../src/sql/translate.ts';
import { comparable, type Rows } from '../support/normalise.ts';
import type { PostgresRunner } from '../support/postgres-runner.ts';
import { readCases, type StatementCase } from './statements.ts';
import type { Outcome } from './verdict.ts';

const folder = new URL('reverse-statements/', import.meta.url);

function read(name: string): string {
  return readFileSync(new URL(name, folder), 'utf8');
}

/** The tables and rows that all cases run over, as an application wrote them for SQLite. */
export const reverseSchema = read('schema.sql');

export function reverseFamilies(): readonly string[] {
  return readdirSync(folder).filter((name) => name !== 'schema.sql');
}

export function reverseCases(family: string): readonly StatementCase[] {
  return readCases(read(family));
}

export interface ReverseDifference {
  readonly item: StatementCase;
  readonly outcome: Outcome;
  readonly translation: Translation;
  readonly wanted: string;
  /** What PostgreSQL gave, or said. */
  readonly got: string;
}

/** Runs a case on SQLite and, translated, on PostgreSQL whose tables are the translated ones. */
export async function compareReverse(
  item: StatementCase,
  runner: PostgresRunner,
): Promise<ReverseDifference> {
  const request = { from: 'sqlite', to: 'postgresql' } as const;
  const translation = translate(item.sql, { ...request, schema: reverseSchema });
  const order = /\border\s+by\b/i.test(item.sql) ? 'ordered' : 'unordered';
  const wanted = comparable(sqliteRows(reverseSchema, item.sql), order);
  const found = { item, translation, wanted };
  const setup = translate(reverseSchema, request).sql;
  try {
    const got = comparable(await runner.run(setup, translation.sql), order);
    const isSaid = translation.problems.some(({ severity }) => severity !== 'info');
    if (got === wanted) return { ...found, outcome: 'equal', got };
    return { ...found, outcome: isSaid ? 'reported' : 'silently-wrong', got };
  } catch (error) {
    const got = error instanceof Error ? error.message : String(error);
    const isSaid = translation.problems.some(({ severity }) => severity === 'error');
    return { ...found, outcome: isSaid ? 'reported' : 'silently-rejected', got };
  }
}

/** The rows of the last statement; what SQLite does not take gives none. */
export function sqliteRows(setup: string, script: string): Rows {
  const database = new DatabaseSync(':memory:', { enableDoubleQuotedStringLiterals: true });
  try {
    database.exec(setup);
    let rows: unknown[][] = [];
    for (const { text } of splitSqliteStatements(script)) {
      const statement = database.prepare(text);
      statement.setReturnArrays(true);
      rows = statement.all() as unknown as unknown[][];
    }
    return rows;
  } finally {
    database.close();
  }
}
