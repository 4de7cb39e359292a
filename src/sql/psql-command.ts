import type { ProblemSeverity } from './rule.ts';
import type { ScriptAnalysis } from './script-analysis.ts';

interface Advice {
  readonly severity: ProblemSeverity;
  readonly advice: string;
}

/** What to do in the place of psql's commands. */
const advices: Readonly<Record<string, Advice>> = {
  c: { severity: 'warning', advice: 'Open the database file that is meant.' },
  connect: { severity: 'warning', advice: 'Open the database file that is meant.' },
  copy: { severity: 'error', advice: 'Use .import of the sqlite3 shell.' },
  echo: { severity: 'info', advice: 'It only printed.' },
  encoding: { severity: 'info', advice: 'SQLite is UTF-8.' },
  gexec: { severity: 'error', advice: 'Run the statements that the query gives by a program.' },
  i: {
    severity: 'error',
    advice: 'Translate that file too, and run it here (.read in the sqlite3 shell).',
  },
  ir: {
    severity: 'error',
    advice: 'Translate that file too, and run it here (.read in the sqlite3 shell).',
  },
  pset: { severity: 'info', advice: 'It only changed how results are printed.' },
  restrict: { severity: 'info', advice: 'It protects psql alone.' },
  set: {
    severity: 'warning',
    advice: 'Where the variable is used, write its value or a parameter.',
  },
  timing: { severity: 'info', advice: 'It only printed.' },
  unrestrict: { severity: 'info', advice: 'It protects psql alone.' },
};

/** A command of psql is no SQL: it goes, and what it did is said. */
export function psqlCommand(text: string): ScriptAnalysis {
  const name = /^\\(\w+)/.exec(text)?.[1] ?? '';
  const { severity, advice } = advices[name] ?? {
    severity: 'warning',
    advice: 'Do what it did in another way.',
  };
  const span = { start: 0, end: text.length };
  const message = `\\${name} is a command of psql, not SQL, so it goes. ${advice}`;
  const problem = { code: 'psql-command', severity, asWritten: 'rejected', message, span } as const;
  return { edits: [{ ...span, newText: '' }], problems: [problem] };
}
