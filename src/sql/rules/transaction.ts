import { statementRemoval } from '../removal.ts';
import { type Answer, defineRule } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { sql } from '../template.ts';

export const transaction = defineRule({
  id: 'transaction',
  title: 'BEGIN with options, START TRANSACTION, COMMIT AND CHAIN',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.0.0',
  explanation: `SQLite's transactions are serializable and take no options. \`START TRANSACTION\` and \`BEGIN WORK\` are
\`BEGIN\`; begin with \`BEGIN IMMEDIATE\` where rows will be written, so that another writer is met at once.

After an error PostgreSQL refuses all further statements of a transaction; SQLite goes on: a program
that swallows errors commits half of its work. Prepared transactions have no equivalent.`,
  examples: [
    {
      from: 'start transaction isolation level serializable, read write; commit work',
      to: 'begin; commit',
    },
  ],
  on: {
    ConstraintsSetStmt: ({ deferred }, context) => {
      const at = { start: 0, end: context.source.text.length };
      const word = deferred ? 'on' : 'off';
      return {
        at,
        message: 'SQLite defers all foreign keys of a transaction, or none.',
        replace: [{ target: at, template: sql`pragma defer_foreign_keys = ${word}` }],
      };
    },
    LockStmt: (_content, context) => ({
      ...statementRemoval(
        context,
        'SQLite locks the whole database, and not a table: begin the transaction with BEGIN IMMEDIATE.',
      ),
      severity: 'warning',
    }),
    TransactionStmt: ({ kind, options, chain }, context) =>
      simple(kind ?? '', Boolean(options ?? chain), context),
    DefElem: (_content, { path }) => (path[0]?.kind === 'TransactionStmt' ? 'portable' : undefined),
  },
});

const forms: Readonly<Record<string, string>> = {
  TRANS_STMT_BEGIN: 'begin',
  TRANS_STMT_COMMIT: 'commit',
  TRANS_STMT_ROLLBACK: 'rollback',
  TRANS_STMT_START: 'begin',
};

function simple(kind: string, hasOptions: boolean, context: RuleContext): Answer {
  const form = forms[kind];
  const { text } = context.source;
  if (/PREPARED|TRANS_STMT_PREPARE/.test(kind))
    return {
      at: { start: 0, end: text.length },
      severity: 'error',
      message: 'SQLite has no prepared transactions: commit in one step.',
    };
  if (!form || (!hasOptions && /^(begin|commit|rollback|end)(\s+transaction)?$/i.test(text)))
    return undefined;
  const isChain = /\band\s+chain\b/i.test(text) && !/\bno\s+chain\b/i.test(text);
  const target = { start: 0, end: text.length };
  return {
    at: target,
    message: "SQLite's transactions are serializable and take no options.",
    replace: [{ target, template: sql`${form}${isChain ? '; begin' : ''}` }],
  };
}
