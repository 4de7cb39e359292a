import type { Node } from 'libpg-query';
import { epochOf } from '../dates/interval-literal.ts';
import { constantInterval } from '../dates/interval-value.ts';
import { timeValue } from '../dates/time-value.ts';
import { onOperators } from '../operator-rule.ts';
import { type Answer, defineRule } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { isDate, isInterval, isTimestamp } from '../sql-type.ts';
import { sql, type Template } from '../template.ts';
import { as } from '../tree.ts';

export const dateComparison = defineRule({
  id: 'date-comparison',
  title: 'A date compared with a timestamp, a difference with an interval',
  fidelity: 'exact',
  asWritten: 'differs',
  since: '3.38.0',
  explanation: `Dates and timestamps are texts of two lengths in SQLite, so \`'2024-02-01'\` is before \`'2024-02-01
00:00:00'\`. The date becomes midnight with \`datetime()\`. The difference of two moments is compared
in seconds.`,
  examples: [
    {
      setup:
        "create table t (a date, b timestamp); insert into t values ('2024-02-01', '2024-02-01 00:00:00')",
      from: "select count(*) from t where a = b and b - a < interval '1 hour'",
      to: 'select count(*) from t where datetime(a) = b and unixepoch(b) - unixepoch(a) < 3600',
    },
  ],
  on: {
    A_Expr: onOperators(
      ['=', '<>', '<', '>', '<=', '>='],
      ({ kind, name, lexpr, rexpr }, context) => {
        const operator = as('String', name?.at(-1))?.sval ?? '';
        if (kind !== 'AEXPR_OP' || !lexpr || !rexpr) return undefined;
        return (
          differences(lexpr, operator, rexpr, context) ?? mixed(lexpr, operator, rexpr, context)
        );
      },
    ),
  },
});

function mixed(left: Node, operator: string, right: Node, context: RuleContext): Answer {
  const [a, b] = [context.typeOf(left), context.typeOf(right)];
  const isMixed = (isDate(a) && isTimestamp(b)) || (isTimestamp(a) && isDate(b));
  if (!isMixed) return undefined;
  const date = isDate(a) ? left : right;
  const midnight = sql`datetime(${timeValue(date)})`;
  const template = isDate(a)
    ? sql`${midnight} ${operator} ${right}`
    : sql`${left} ${operator} ${midnight}`;
  return {
    at: date,
    message: 'A date is a shorter text than a timestamp in SQLite, so it becomes midnight.',
    replace: [{ target: context.node, template }],
    settles: [],
  };
}

function differences(left: Node, operator: string, right: Node, context: RuleContext): Answer {
  const [a, b] = [seconds(left, context), seconds(right, context)];
  if (!a || !b) return undefined;
  return {
    at: context.node,
    message: 'SQLite has no intervals: these are compared in seconds.',
    replace: [{ target: context.node, template: sql`${a} ${operator} ${b}` }],
  };
}

/** An interval in seconds, where it is a literal or the difference of two moments. */
function seconds(node: Node, context: RuleContext): Template | undefined {
  const constant = constantInterval(node, context);
  if (constant) return sql`${epochOf(constant)}`;
  const expression = as('A_Expr', node);
  const { lexpr, rexpr } = expression ?? {};
  const isDifference = as('String', expression?.name?.[0])?.sval === '-' && lexpr && rexpr;
  if (!isDifference || !isInterval(context.typeOf(node))) return undefined;
  return isInterval(context.typeOf(lexpr))
    ? undefined
    : sql`unixepoch(${timeValue(lexpr)}) - unixepoch(${timeValue(rexpr)})`;
}
