import type { FuncCall } from 'libpg-query';
import { aggregateTail, builtInName } from '../aggregate-call.ts';
import { type Answer, defineRule } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { isBoolean } from '../sql-type.ts';
import { sql } from '../template.ts';

/** The aggregates that are another one of SQLite's, because true is 1 and false is 0. */
const sameAs: Readonly<Record<string, string>> = {
  any_value: 'min',
  bool_and: 'min',
  bool_or: 'max',
  every: 'min',
};

const withoutForm = new Set(['bit_and', 'bit_or', 'bit_xor', 'xmlagg', 'range_agg']);

export const plainAggregate = defineRule({
  id: 'plain-aggregate',
  title: 'bool_and, bool_or, every, any_value',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.30.0',
  explanation: `SQLite keeps true as 1 and false as 0, so \`bool_and\` is \`min\` and \`bool_or\` is \`max\`. \`any_value\` may give any
of the values: \`min\` gives one.

\`bit_and\` and \`bit_or\` have no equivalent: collect the values in the application.`,
  examples: [
    {
      setup:
        'create table t (k int not null, a boolean); insert into t values (1, true), (1, false), (2, null)',
      from: 'select k, bool_and(a), bool_or(a) filter (where k < 9) from t group by k order by k',
      to: 'select k, min(a) as bool_and, max(a) filter (where k < 9) as bool_or from t group by k order by k',
    },
  ],
  on: { FuncCall: (content, context) => aggregated(content, context) },
});

function aggregated(content: FuncCall, context: RuleContext): Answer {
  const name = builtInName(content) ?? '';
  const [argument] = content.args ?? [];
  if (!argument || context.schema.routine(name)) return undefined;
  if (withoutForm.has(name))
    return {
      at: context.node,
      severity: 'error',
      message: `SQLite has no ${name}(): collect the values in the application.`,
    };
  const other = Object.hasOwn(sameAs, name) ? sameAs[name] : undefined;
  if (!other) return undefined;
  const known = isBoolean(context.typeOf(argument)) || name === 'any_value';
  return {
    at: context.node,
    message: `SQLite has no ${name}(): ${other}() gives the same${known ? '' : ', if the value is 0, 1 or NULL'}.`,
    replace: [
      { target: context.node, template: sql`${other}(${argument})${aggregateTail(context)}` },
    ],
  };
}
