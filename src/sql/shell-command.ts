import type { ScriptAnalysis } from './script-analysis.ts';

/** A command of the sqlite3 shell is no SQL: it goes, and that is said. */
export function shellCommand(text: string): ScriptAnalysis {
  const span = { start: 0, end: text.length };
  const name = /^\.\w+/.exec(text)?.[0] ?? text;
  const message = `${name} is a command of the sqlite3 shell. Do what it did with psql, or in the program that runs the script.`;
  return {
    edits: [{ ...span, newText: '' }],
    problems: [
      { code: 'shell-command', severity: 'warning', asWritten: 'rejected', message, span },
    ],
  };
}
