import type { Node } from 'libpg-query';
import { defineRule, type Finding } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { sql } from '../template.ts';
import { as } from '../tree.ts';

const nowFunctions = new Set([
  'now',
  'transaction_timestamp',
  'statement_timestamp',
  'clock_timestamp',
]);

export const now = defineRule({
  id: 'now',
  title: 'now()',
  fidelity: 'approximate',
  asWritten: 'rejected',
  since: '3.0.0',
  explanation: `SQLite has no \`now()\`. It becomes \`strftime('%Y-%m-%d %H:%M:%f', 'now')\`: text in UTC with
milliseconds, in the one format that sorts and compares as timestamps do.

PostgreSQL's \`now()\` is the time at which the transaction began; SQLite's \`'now'\` is the time of the
statement. Pass a parameter where several statements need the same time.`,
  examples: [
    {
      from: 'select now() is not null',
      to: "select strftime('%Y-%m-%d %H:%M:%f', 'now') is not null",
    },
  ],
  on: {
    FuncCall: ({ funcname }, context) =>
      isNowCall(context.node)
        ? finding(as('String', funcname?.at(-1))?.sval ?? '', context)
        : undefined,
    SQLValueFunction: ({ op = '' }, context) =>
      op === 'SVFOP_CURRENT_DATE'
        ? 'portable'
        : /^SVFOP_(CURRENT_TIME|LOCALTIME)$/.test(op)
          ? timeOfDay(context)
          : /^SVFOP_(LOCALTIMESTAMP|CURRENT_TIMESTAMP_N)/.test(op)
            ? finding(op.slice(6).replace(/_N$/, '').toLowerCase(), context)
            : undefined,
  },
});

/** `now()` and its three relatives, without arguments. */
export function isNowCall(node: Node): boolean {
  const call = as('FuncCall', node);
  const name = as('String', call?.funcname?.at(-1))?.sval ?? '';
  return nowFunctions.has(name) && !call?.args?.length;
}

/** SQLite has CURRENT_TIME itself. */
function timeOfDay(context: RuleContext): Finding {
  return {
    at: context.node,
    severity: 'warning',
    message: 'SQLite gives the time of day in UTC, in whole seconds and without an offset.',
    replace: [{ target: context.node, template: sql`current_time` }],
  };
}

function finding(name: string, context: RuleContext): Finding {
  const call = sql`strftime('%Y-%m-%d %H:%M:%f', 'now')`;

  return {
    at: context.node,
    message: `SQLite has no ${name}(): this gives the time of the statement in UTC, with milliseconds, and not of the transaction.`,
    replace: [{ target: context.node, template: call }],
  };
}
