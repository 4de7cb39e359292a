import type { CopiedRows } from './copy-data.ts';
import type { ScriptAnalysis } from './script-analysis.ts';
import type { SqlProblem } from './translate.ts';

type Said = Pick<SqlProblem, 'severity' | 'message'>;

function about(text: string, { severity, message }: Said): SqlProblem {
  const span = { start: 0, end: text.length };
  return { code: 'copy-statement', severity, asWritten: 'rejected', message, span };
}

/** The COPY goes; its rows are inserted by `copiedRows`. */
export function copyReplaced(text: string): ScriptAnalysis {
  const message = 'SQLite has no COPY: the rows below it became INSERT statements.';
  const edits = [{ start: 0, end: text.length, newText: '' }];
  return { edits, problems: [about(text, { severity: 'info', message })] };
}

/** The data of a COPY as INSERT statements; values without a form in SQLite are named. */
export function copiedRows(text: string, { sql, strange }: CopiedRows): ScriptAnalysis {
  const edits = [{ start: 0, end: text.length, newText: sql }];
  if (strange.length === 0) return { edits, problems: [] };
  const message = `SQLite has no form of ${strange.length} values, such as '${strange[0]}': they are stored as text. Change them before the rows are used.`;
  return { edits, problems: [about(text, { severity: 'warning', message })] };
}

/** Data in another format than text and CSV. */
export function copyDataProblem(text: string): ScriptAnalysis {
  const message =
    'The data of this COPY is not in the text or CSV format, or has options for single columns, and was left. Write it as INSERT statements, or load it with .import of the sqlite3 shell.';
  return { edits: [], problems: [about(text, { severity: 'error', message })] };
}
