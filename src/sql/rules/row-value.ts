import { defineRule } from '../rule.ts';
import { join, sql } from '../template.ts';
import { as } from '../tree.ts';

export const rowValue = defineRule({
  id: 'row-value',
  title: 'ROW(...)',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.15.0',
  explanation: `SQLite writes a row as \`(a, b)\`, without the word ROW, and only where it is compared, assigned or looked for.
\`ROW(a, b) IS NULL\` becomes a test of each value.`,
  examples: [
    {
      setup: 'create table t (a int, b text)',
      from: "select count(*) from t where row(a, b) = row(1, 'x') and (a, b) is null",
      to: "select count(*) from t where (a, b) = (1, 'x') and ((a is null) and (b is null))",
    },
  ],
  on: {
    NullTest: ({ arg, nulltesttype }, context) => {
      const values = as('RowExpr', arg)?.args;
      if (!values) return undefined;
      const test = nulltesttype === 'IS_NULL' ? 'is null' : 'is not null';
      const terms = values.map((value) => sql`(${context.operand(value)} ${test})`);
      return {
        at: context.node,
        message: 'SQLite cannot test a row for NULL: each of its values is tested.',
        replace: [{ target: context.node, template: sql`(${join(terms, ' and ')})` }],
      };
    },
    RowExpr: ({ row_format: format, args = [] }, context) => {
      if (format !== 'COERCE_EXPLICIT_CALL') return undefined;
      const isOperand =
        context.parent?.kind === 'A_Expr' ||
        context.parent?.kind === 'MultiAssignRef' ||
        context.parent?.kind === 'List';
      if (!isOperand || args.length < 2)
        return {
          at: context.node,
          severity: 'error',
          message: 'SQLite has no value that is a row: name the columns, or make a json_object.',
        };
      return {
        at: context.node,
        message: 'SQLite writes a row without the word ROW.',
        replace: [{ target: context.node, template: sql`(${join(args, ', ')})` }],
      };
    },
  },
});
