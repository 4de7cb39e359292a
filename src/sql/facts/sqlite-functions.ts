import { tokenizeSqlite } from '../sqlite-tokens.ts';

/**
 * Functions that SQLite has and PostgreSQL has not.
 * @see https://sqlite.org/lang_corefunc.html, https://sqlite.org/lang_datefunc.html
 */
const ownFunctions: ReadonlySet<string> = new Set(
  (
    'strftime datetime julianday unixepoch timediff iif ifnull instr hex unhex quote printf glob typeof unicode ' +
    'group_concat total randomblob zeroblob json_extract json_quote json_valid json_type json_patch json_insert ' +
    'json_replace json_set json_remove json_group_array json_group_object json_tree last_insert_rowid changes ' +
    'raise total_changes sqlite_version likelihood likely unlikely json_pretty'
  ).split(' '),
);

/** Whether SQL calls what only SQLite has: then it was written for SQLite. */
export function callsSqliteFunction(sql: string): boolean {
  const tokens = tokenizeSqlite(sql).filter(({ kind }) => kind !== 'space' && kind !== 'comment');
  return tokens.some(
    ({ kind, text }, index) =>
      kind === 'word' && tokens[index + 1]?.text === '(' && ownFunctions.has(text.toLowerCase()),
  );
}

/** Whether PostgreSQL has no function of this name with as many arguments, and SQLite has one. */
export function isSqliteCall(name: string, argumentCount: number): boolean {
  if (name === 'max' || name === 'min') return argumentCount > 1;
  return ownFunctions.has(name) || (name === 'date' && argumentCount > 1);
}
