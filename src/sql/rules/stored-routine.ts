import { defineRule, type Finding } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';

export const storedRoutine = defineRule({
  id: 'stored-routine',
  title: 'Functions and procedures',
  fidelity: 'unsupported',
  asWritten: 'rejected',
  since: '3.0.0',
  explanation: `SQLite has no functions and procedures in the database, and no PL/pgSQL. Write the expression where
the function is called, do the work in the application, or register a function of this name with the
driver (\`create_function\` in Python, \`db.function\` in better-sqlite3 and \`node:sqlite\`).

Functions of simple triggers are translated with their triggers: see the rule \`trigger\`.`,
  examples: [
    { from: "create function add1(x int) returns int language sql immutable as 'select x + 1'" },
  ],
  on: {
    AlterFunctionStmt: unsupported,
    CallStmt: unsupported,
    CreateEventTrigStmt: unsupported,
    CreateFunctionStmt: unsupported,
    CreatePLangStmt: unsupported,
    DefineStmt: unsupported,
  },
});

function unsupported(_content: object, context: RuleContext): Finding {
  return {
    at: { start: 0, end: context.source.text.length },
    message:
      'SQLite has no routines in the database: do this in the application, or register a function with the driver.',
  };
}
