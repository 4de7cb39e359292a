import type { Node } from 'libpg-query';
import { integerValue } from '../call-rule.ts';
import { defineRule } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { isDate, isInteger, isNumber, isTimestamp, type SqlType } from '../sql-type.ts';
import { sql } from '../template.ts';
import { as, type Content } from '../tree.ts';

export const sqliteMixedTypes = defineRule({
  id: 'sqlite-mixed-types',
  title: 'Values of different types in one place, and integers of more than 32 bits',
  direction: 'sqlite-to-postgresql',
  fidelity: 'approximate',
  asWritten: 'rejected',
  since: '3.0.0',
  explanation: `\`coalesce(n, 'none')\` gives a number or a text in SQLite. In PostgreSQL an expression has one type, so all values
become texts.

A literal that fits into 32 bits is an \`integer\` in PostgreSQL, and so is what is calculated of two of them:
\`2000000000 * 2\` is an error, \`1 << 40\` is 256. SQLite calculates with 64 bits; one operand becomes \`bigint\`.`,
  examples: [
    {
      setup:
        'create table p (id integer primary key, views int); insert into p values (1, 5), (2, null)',
      from: "select coalesce(views, 'none') from p order by id",
      to: "select coalesce(views::text, 'none') from p order by id",
      notCompared: 'A number becomes a text.',
    },
    { from: 'select 1 << 40', to: 'select 1::bigint << 40' },
  ],
  on: {
    A_Expr: (content, context) => wide(content, context),
    CoalesceExpr: ({ args = [] }, context) => {
      const text = args.find((item) => isForeignText(item, args, context));
      if (!text) return undefined;
      return args
        .filter((item) => isOther(context.typeOf(item)) && !as('A_Const', item))
        .map((item) => ({
          at: item,
          message:
            'An expression has one type in PostgreSQL: with a text beside it, this becomes a text as well.',
          replace: [
            {
              target: context.source.outerSpanOf(item),
              template: sql`${castable(item, context)}::text`,
            },
          ],
          settles: [],
        }));
    },
  },
});

function castable(node: Node, context: RuleContext) {
  const bare = context.source.spanOf(node);
  return as('ColumnRef', node) || as('FuncCall', node) ? sql`${bare}` : sql`(${bare})`;
}

function isOther(type: SqlType | undefined): boolean {
  return isNumber(type) || isDate(type) || isTimestamp(type);
}

/** A literal that is no value of the type that the others have. */
function isForeignText(item: Node, args: readonly Node[], context: RuleContext): boolean {
  const text = context.stringValue(item);
  const other = args.map((arg) => context.typeOf(arg)).find(isOther);
  if (text === undefined || !other) return false;
  return isNumber(other)
    ? !/^\s*[-+]?\d+(?:\.\d+)?\s*$/.test(text)
    : !/^\d{4}-\d\d-\d\d/.test(text);
}

const operators = new Set(['*', '+', '-', '<<']);

/** What is calculated of literals, where the result needs more than 32 bits. */
function wide({ kind, name, lexpr, rexpr }: Content<'A_Expr'>, context: RuleContext) {
  const operator = as('String', name?.at(-1))?.sval ?? '';
  const [left, right] = [literalValue(lexpr), literalValue(rexpr)];
  if (kind !== 'AEXPR_OP' || !operators.has(operator) || !lexpr) return undefined;
  const isShift = operator === '<<' && context.typeOf(lexpr)?.name === 'int4';
  const value = left === undefined || right === undefined ? 0 : calculate(operator, left, right);
  const isInner = context.parent?.kind === 'A_Expr' && literalValue(context.node) !== undefined;
  if (isInner || !as('A_Const', firstOperand(lexpr)) || (!isShift && Math.abs(value) < 2 ** 31))
    return undefined;
  const first = firstOperand(lexpr);
  if (!isInteger(context.typeOf(first)) || context.typeOf(first)?.name !== 'int4') return undefined;
  return {
    at: context.node,
    severity: 'info' as const,
    message: 'PostgreSQL calculates with 32 bits where both operands are small literals.',
    replace: [{ target: first, template: sql`${context.source.spanOf(first)}::bigint` }],
    settles: [],
  };
}

function firstOperand(node: Node): Node {
  const inner = as('A_Expr', node)?.lexpr;
  return inner ? firstOperand(inner) : node;
}

function literalValue(node: Node | undefined): number | undefined {
  const own = integerValue(node);
  const expression = as('A_Expr', node);
  if (own !== undefined || !expression) return own;
  const [left, right] = [literalValue(expression.lexpr), literalValue(expression.rexpr)];
  const operator = as('String', expression.name?.at(-1))?.sval ?? '';
  return left === undefined || right === undefined ? undefined : calculate(operator, left, right);
}

function calculate(operator: string, left: number, right: number): number {
  if (operator === '*') return left * right;
  if (operator === '+') return left + right;
  return operator === '<<' ? left * 2 ** right : left - right;
}
