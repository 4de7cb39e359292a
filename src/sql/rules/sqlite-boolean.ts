import type { Node } from 'libpg-query';
import { integerValue } from '../call-rule.ts';
import { defineRule, type Finding } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { isBoolean, isNumber, isText, type SqlType } from '../sql-type.ts';
import { sql } from '../template.ts';
import { as, type Content } from '../tree.ts';
import { typeOfTarget, wantedType } from '../wanted-type.ts';

export const sqliteBoolean = defineRule({
  id: 'sqlite-boolean',
  title: 'Booleans as numbers, and 0 and 1 as booleans',
  direction: 'sqlite-to-postgresql',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.0.0',
  explanation: `SQLite has no booleans: what compares gives 0 or 1, and a \`BOOLEAN\` column holds them. PostgreSQL takes no
number for a boolean and does not calculate with one. So \`active = 1\` becomes \`active = true\`, a 1 that goes
into a boolean column \`true\`, and a condition that is added up is cast: \`(a = b)::int\`.`,
  examples: [
    {
      setup: 'create table u (id int, active boolean); insert into u values (1, 1), (2, 0)',
      from: 'select id from u where active = 1',
      to: 'select id from u where active = true',
    },
    {
      setup: 'create table u (id int, active boolean); insert into u values (1, 1), (2, 0)',
      from: 'select sum(active), (1 = 1) + (2 = 2) from u',
      to: 'select sum((active)::int), (1 = 1)::int + (2 = 2)::int from u',
    },
    {
      setup: 'create table u (id int, active boolean)',
      from: 'insert into u values (3, 0) returning active',
      to: 'insert into u values (3, false) returning active',
    },
  ],
  on: {
    A_Const: (_content, context) => {
      const value = integerValue(context.node);
      if (value === undefined || !isBoolean(wantedType(context))) return undefined;
      if (isComparedAsNumber(context)) return undefined;
      return change(context.node, value === 0 ? 'false' : 'true');
    },
    A_Expr: (content, context) => numbersOf(content, context),
    FuncCall: ({ funcname, args }, context) => {
      const name = as('String', funcname?.at(-1))?.sval ?? '';
      if (!numeric.has(name) || args?.length !== 1) return undefined;
      return args.flatMap((argument) => castOf(argument, context));
    },
    ResTarget: (content, context) => assigned(content, context),
  },
});

const numeric = new Set(['sum', 'avg', 'total', 'max', 'min', 'abs', 'round']);
const arithmetic = new Set(['+', '-', '*', '/', '%', '||']);

function numbersOf({ kind, name, lexpr, rexpr }: Content<'A_Expr'>, context: RuleContext) {
  const operator = as('String', name?.at(-1))?.sval ?? '';
  const sides = [lexpr, rexpr].filter((side) => side !== undefined);
  if (kind === 'AEXPR_IN' && lexpr) {
    const items = as('List', rexpr)?.items ?? [];
    const isNumeric = items.some((item) => !standsForBoolean(item, '='));
    return isNumeric && items.every((item) => isNumber(context.typeOf(item)))
      ? castOf(lexpr, context)
      : undefined;
  }
  if (kind !== 'AEXPR_OP') return undefined;
  if (arithmetic.has(operator)) return sides.flatMap((side) => castOf(side, context));
  const [left, right] = sides.map((side) => context.typeOf(side));
  const isMixed = (a: SqlType | undefined, b: SqlType | undefined, other: Node | undefined) =>
    isBoolean(a) && isNumber(b) && other !== undefined && !standsForBoolean(other, operator);
  if (isMixed(left, right, rexpr) && lexpr) return castOf(lexpr, context);
  if (isMixed(right, left, lexpr) && rexpr) return castOf(rexpr, context);
  return undefined;
}

/** Whether a number beside a boolean is one: 0 or 1 that is asked for, not another or a smaller one. */
function standsForBoolean(node: Node, operator: string): boolean {
  const value = integerValue(node);
  return (value === 0 || value === 1) && !/[<>]=?$/.test(operator.replace('<>', '='));
}

/** Whether the current number is compared with a boolean that becomes a number itself. */
function isComparedAsNumber({ path, node }: RuleContext): boolean {
  const listed = path.at(-2)?.kind === 'List';
  const { kind, content } = path.at(listed ? -3 : -2) ?? {};
  if (kind !== 'A_Expr') return false;
  const { name, rexpr } = content as Content<'A_Expr'>;
  const items = listed ? (as('List', rexpr)?.items ?? []) : [node];
  const operator = listed ? '=' : (as('String', name?.at(-1))?.sval ?? '');
  return items.some((item) => !standsForBoolean(item, operator));
}

/** A boolean that is calculated with, as a number. */
function castOf(node: Node, context: RuleContext): readonly Finding[] {
  if (!isBoolean(context.typeOf(node))) return [];
  return [
    {
      at: node,
      message: 'PostgreSQL does not calculate with booleans: as a number it is 0 or 1.',
      replace: [{ target: outer(node, context), template: sql`(${inner(node, context)})::int` }],
      settles: [],
    },
  ];
}

function outer(node: Node, { source }: RuleContext) {
  return source.outerSpanOf(node);
}

function inner(node: Node, { source }: RuleContext) {
  return source.spanOf(node);
}

/** A number that is set where a boolean is wanted, or the other way round. */
function assigned(
  target: Content<'ResTarget'>,
  context: RuleContext,
): readonly Finding[] | undefined {
  const { val } = target;
  const given = context.typeOf(val);
  const column = typeOfTarget(target, context.path.slice(0, -1), context);
  if (!val || integerValue(val) !== undefined || !column || !given) return undefined;
  if (isBoolean(column) && isNumber(given))
    return [
      {
        at: val,
        message: 'The column is a boolean in PostgreSQL, and the value a number.',
        replace: [{ target: val, template: sql`${context.operand(val)} <> 0` }],
        settles: [],
      },
    ];
  return isBoolean(given) && (isNumber(column) || isText(column))
    ? castOf(val, context)
    : undefined;
}

function change(node: Node, text: string): Finding {
  return {
    at: node,
    message: 'SQLite writes a boolean as 0 or 1, PostgreSQL as false or true.',
    replace: [{ target: node, template: sql`${text}` }],
  };
}
