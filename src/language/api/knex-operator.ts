import { type ApiFinding, defineApiRule } from './api-rule.ts';
import { foreignOperators } from './foreign-operators.ts';
import { knexCalls, textArgument } from './knex-calls.ts';

/** Methods that take a column, an operator and a value. */
const comparing = new Set(
  'where andWhere orWhere whereNot andWhereNot orWhereNot having andHaving orHaving on andOn orOn'.split(
    ' ',
  ),
);

export const knexOperator = defineApiRule({
  id: 'knex-operator',
  title: "where(column, '...', value) with an operator of PostgreSQL",
  library: 'Knex',
  asWritten: 'rejected',
  explanation: `Knex writes the operator as it is given, so SQLite fails with a syntax error when the query runs.

\`whereILike(column, pattern)\` is written for each database: \`ilike\` for PostgreSQL, \`like\` for SQLite.`,
  examples: [
    {
      from: "knex('users').where('name', 'ilike', 'a%')",
      to: "knex('users').whereILike('name', 'a%')",
    },
    { from: "knex('docs').where('data', '@>', '{}')" },
  ],
  inJavaScript: (module) =>
    knexCalls(module).flatMap(({ name, args }): readonly ApiFinding[] => {
      const [, node] = args;
      if (!node || args.length < 3 || !comparing.has(name)) return [];
      const operator = textArgument(module, node)?.trim().replace(/^\\/, '').toLowerCase() ?? '';
      const advice = operator === 'ilike' ? 'write whereILike()' : foreignOperators.get(operator);
      if (advice === undefined) return [];
      const message = `SQLite has no operator ${operator}, so the query fails when it runs: ${advice}.`;
      return [{ start: node.from, end: node.to, message }];
    }),
});
