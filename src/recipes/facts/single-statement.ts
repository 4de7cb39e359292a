import { splitSqliteStatements } from '../../sql/sqlite-statements.ts';
import type { Project } from '../project.ts';
import { pythonFilesWith } from '../python-files.ts';

/** What a translation comes to where a call runs one statement, as SQLite's drivers have it. */
export type SingleStatement =
  | { readonly kind: 'one'; readonly sql: string }
  | { readonly kind: 'several'; readonly statements: readonly string[] };

const counterReset = /^delete\s+from\s+sqlite_sequence\b/i;

/**
 * The one statement that SQL on SQLite comes to. Resets of counters are left out where no table
 * has one: without AUTOINCREMENT an emptied table counts from 1 again, and there is no
 * `sqlite_sequence`.
 * @see https://www.sqlite.org/autoinc.html
 */
export function singleStatement(project: Project, sql: string): SingleStatement {
  const statements = splitSqliteStatements(sql).map(({ start, end }) => sql.slice(start, end));
  const hasCounters = pythonFilesWith(project, /sqlite_autoincrement/).length > 0;
  const needed = statements.filter((statement) => hasCounters || !counterReset.test(statement));
  const [only, second] = needed;
  if (only === undefined || second !== undefined) return { kind: 'several', statements: needed };
  return { kind: 'one', sql: needed.length === statements.length ? sql : only };
}
