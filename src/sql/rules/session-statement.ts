import { applyEdits } from '../../core/edit.ts';
import { statementRemoval } from '../removal.ts';
import { type Answer, defineRule } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { sql } from '../template.ts';

export const sessionStatement = defineRule({
  id: 'session-statement',
  title: 'PREPARE, LISTEN, cursors, MERGE',
  fidelity: 'unsupported',
  asWritten: 'rejected',
  since: '3.0.0',
  explanation: `Statements are prepared by the driver, not in SQL: PREPARE goes, and EXECUTE without parameters becomes the
statement itself. There are no cursors: the driver reads the rows one by one. There is no LISTEN and
NOTIFY: poll \`PRAGMA data_version\`, or tell other processes in another way. MERGE becomes INSERT ... ON
CONFLICT, or several statements in a transaction.`,
  examples: [{ from: 'listen ch' }, { from: 'prepare p as select 1; execute p', to: 'select 1' }],
  on: {
    ClosePortalStmt: cursor,
    DeallocateStmt: (_content, context) => ({
      ...statementRemoval(context, 'Statements are prepared by the driver, so this goes.'),
      severity: 'info',
    }),
    DeclareCursorStmt: cursor,
    ExecuteStmt: ({ name, params }, context) => execution(name ?? '', Boolean(params), context),
    FetchStmt: cursor,
    ListenStmt: channel,
    NotifyStmt: channel,
    PrepareStmt: (_content, context) => ({
      ...statementRemoval(context, 'Statements are prepared by the driver, so this goes.'),
      severity: 'info',
    }),
    UnlistenStmt: channel,
  },
});

function unsupported(message: string, context: RuleContext): Answer {
  return { at: { start: 0, end: context.source.text.length }, severity: 'error', message };
}

function cursor(_content: object, context: RuleContext): Answer {
  return unsupported(
    'SQLite has no cursors in SQL: run the query, and let the driver read the rows one by one.',
    context,
  );
}

function channel(_content: object, context: RuleContext): Answer {
  return unsupported(
    'SQLite has no LISTEN and NOTIFY: poll PRAGMA data_version, or tell other processes in another way.',
    context,
  );
}

function execution(name: string, hasParameters: boolean, context: RuleContext): Answer {
  const prepared = context.schema.routine(`prepared ${name}`)?.text;
  const [, query] = /^\s*prepare\s+\S+\s+as\s+([\s\S]+)$/i.exec(prepared ?? '') ?? [];
  if (!query || hasParameters)
    return unsupported(
      'SQLite has no EXECUTE: run the prepared statement with the driver, and bind its parameters.',
      context,
    );
  const at = { start: 0, end: context.source.text.length };
  return {
    at,
    severity: 'info',
    message: 'SQLite has no EXECUTE: this is the statement that was prepared.',
    replace: [{ target: at, template: sql`${applyEdits(query, context.translate(query).edits)}` }],
  };
}
