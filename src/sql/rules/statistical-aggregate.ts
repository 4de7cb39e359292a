import type { FuncCall, Node } from 'libpg-query';
import { aggregateTail, builtInName } from '../aggregate-call.ts';
import { type Answer, defineRule } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { sql, type Template } from '../template.ts';

interface Spread {
  /** Of a sample the sum is divided by one less than the count. */
  readonly divisor: 'n' | 'n - 1';
  readonly isRoot: boolean;
}

const spreads: Readonly<Record<string, Spread>> = {
  stddev: { divisor: 'n - 1', isRoot: true },
  stddev_pop: { divisor: 'n', isRoot: true },
  stddev_samp: { divisor: 'n - 1', isRoot: true },
  var_pop: { divisor: 'n', isRoot: false },
  var_samp: { divisor: 'n - 1', isRoot: false },
  variance: { divisor: 'n - 1', isRoot: false },
};

const ofPairs = /^(corr|covar_pop|covar_samp|regr_\w+)$/;

export const statisticalAggregate = defineRule({
  id: 'statistical-aggregate',
  title: 'stddev, variance, corr, regr_*',
  fidelity: 'approximate',
  asWritten: 'rejected',
  since: '3.35.0',
  explanation: `SQLite has no aggregates for spreads: they are computed of the sum, the sum of the squares and the count.
Where the values are large and near to each other, digits are lost: subtract a constant near to
them first, or compute the spread in the application.

\`corr\`, \`covar_*\` and \`regr_*\` have no equivalent.`,
  examples: [
    {
      setup: 'create table t (v int); insert into t values (1), (2), (4), (null)',
      from: 'select round(var_pop(v), 6), stddev(v) is null from t',
      to: 'select round(max((sum(v * 1.0 * v) - sum(v) * 1.0 * sum(v) / count(v)) / count(v), 0.0), 6) as round, sqrt(max((sum(v * 1.0 * v) - sum(v) * 1.0 * sum(v) / count(v)) / (count(v) - 1), 0.0)) is null from t',
    },
  ],
  on: { FuncCall: (content, context) => aggregated(content, context) },
});

function aggregated(content: FuncCall, context: RuleContext): Answer {
  const name = builtInName(content) ?? '';
  const [value] = content.args ?? [];
  if (!value || context.schema.routine(name)) return undefined;
  const spread = Object.hasOwn(spreads, name) ? spreads[name] : undefined;
  if (ofPairs.test(name) || (spread && content.agg_distinct))
    return {
      at: context.node,
      severity: 'error',
      message: `SQLite has no ${name}() of this kind: compute it in the application.`,
    };
  if (!spread) return undefined;
  return {
    at: context.node,
    severity: 'warning',
    message: `SQLite has no ${name}(): it is computed of sums, which loses digits where large values are near to each other.`,
    replace: [{ target: context.node, template: spreadOf(value, spread, context) }],
  };
}

function spreadOf(value: Node, { divisor, isRoot }: Spread, context: RuleContext): Template {
  const tail = aggregateTail(context);
  const operand = context.operand(value);
  const squares = sql`sum(${operand} * 1.0 * ${operand})${tail}`;
  const sum = sql`sum(${value})${tail}`;
  const count = sql`count(${value})${tail}`;
  const n = divisor === 'n' ? count : sql`(${count} - 1)`;
  const variance = sql`max((${squares} - ${sum} * 1.0 * ${sum} / ${count}) / ${n}, 0.0)`;
  return isRoot ? sql`sqrt(${variance})` : variance;
}
