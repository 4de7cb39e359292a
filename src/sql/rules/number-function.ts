import type { Node } from 'libpg-query';
import { type CallTranslation, integerValue, isLiteral, noForm, onCalls } from '../call-rule.ts';
import { evenRounded, nudged } from '../decimal-rounding.ts';
import { callsSqliteFunction } from '../facts/sqlite-functions.ts';
import { defineRule } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { isInteger } from '../sql-type.ts';
import { join, sql, type Template } from '../template.ts';
import { as } from '../tree.ts';
import { cubeRoot } from './number-operator.ts';

export const numberFunction = defineRule({
  id: 'number-function',
  title: 'div, trunc, cbrt, gcd, factorial, greatest, least, random, round',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.35.0',
  explanation: `Some functions of numbers are written with others in SQLite. \`greatest\` and \`least\` leave NULLs out in
PostgreSQL, and SQLite's \`max(a, b)\` is NULL where one of them is: each argument gets the others as
its substitutes. \`random()\` is a number from 0 to 1 in PostgreSQL, and any 64-bit integer in SQLite.

\`round\` of a \`numeric\` is exact in PostgreSQL (1.005 to 1.01), and goes by the binary number here;
of a \`float8\` it rounds halves to even numbers, and away from zero here.`,
  examples: [
    {
      from: 'select div(7, 2), trunc(1.2399, 2), greatest(1, null, 3), least(4, 2), num_nonnulls(1, null)',
      to: 'select 7 / 2 as div, trunc(1.2399 * 100) / 100.0 as trunc, max(coalesce(1, null, 3), coalesce(null, 3, 1), coalesce(3, 1, null)) as greatest, min(4, 2) as least, (1 is not null) + (null is not null) as num_nonnulls',
    },
    {
      from: 'select gcd(12, 18), factorial(5), round(1.005, 2)',
      to: 'select (with recursive g(a, b) as (select abs(12), abs(18) union all select b, a % b from g where b > 0) select a from g where b = 0) as gcd, (with recursive f(i, v) as (select 1, 1 union all select i + 1, v * (i + 1) from f where i < 5) select max(v) from f) as factorial, 1.01 as round',
    },
  ],
  on: {
    FuncCall: onCalls({
      cbrt: ([value]) => value && cubeRoot(value),
      div: ([left, right], context) => left && right && divided(left, right, context),
      factorial: ([value]) =>
        value &&
        sql`(with recursive f(i, v) as (select 1, 1 union all select i + 1, v * (i + 1) from f where i < ${value}) select max(v) from f)`,
      gcd: ([left, right]) => left && right && commonDivisor(left, right),
      lcm: ([left, right], context) =>
        left &&
        right &&
        context.grouped(sql`abs(${left} * ${right}) / ${commonDivisor(left, right)}`),
      // One driver's log() is the natural one.
      log: ([value, other]) => (value && !other ? sql`log10(${value})` : 'portable'),
      num_nonnulls: (args, context) => context.grouped(nullCount(args, 'is not null', context)),
      num_nulls: (args, context) => context.grouped(nullCount(args, 'is null', context)),
      random: (_args, context) =>
        context.parent?.kind === 'SortBy' || callsSqliteFunction(context.source.text)
          ? 'portable'
          : sql`(abs(random() % 9007199254740992) / 9007199254740992.0)`,
      round: ([value, digits], context) => rounded(value, digits, context),
      trunc: ([value, digits], context) => truncated(value, digits, context),
      width_bucket: noForm('compute the number of the bucket with a CASE.'),
    }),
    MinMaxExpr: ({ op, args = [] }, context) => {
      const name = op === 'IS_GREATEST' ? 'max' : 'min';
      const [only] = args;
      const template = args.length === 1 && only ? sql`${only}` : extreme(name, args);
      return {
        at: context.node,
        message: `SQLite has ${name}() with several arguments, which is NULL where one of them is: the others stand in for it.`,
        replace: [{ target: context.node, template }],
      };
    },
  },
});

function divided(left: Node, right: Node, context: RuleContext): Template {
  const quotient = sql`${context.operand(left)} / ${context.operand(right)}`;
  const areWhole = isInteger(context.typeOf(left)) && isInteger(context.typeOf(right));
  return areWhole ? context.grouped(quotient) : sql`trunc(${quotient})`;
}

function commonDivisor(left: Node, right: Node): Template {
  return sql`(with recursive g(a, b) as (select abs(${left}), abs(${right}) union all select b, a % b from g where b > 0) select a from g where b = 0)`;
}

function nullCount(args: readonly Node[], test: string, context: RuleContext): Template {
  return join(
    args.map((argument) => sql`(${context.operand(argument)} ${test})`),
    ' + ',
  );
}

function extreme(name: string, args: readonly Node[]): Template {
  if (args.every(isLiteral)) return sql`${name}(${join(args, ', ')})`;
  const rotated = args.map(
    (_, index) => sql`coalesce(${join([...args.slice(index), ...args.slice(0, index)], ', ')})`,
  );
  return sql`${name}(${join(rotated, ', ')})`;
}

function truncated(value: Node | undefined, digits: Node | undefined, context: RuleContext) {
  const count = integerValue(digits);
  if (!digits) return 'portable';
  if (!value || count === undefined) return undefined;
  if (count < 0) {
    const unit = `1${'0'.repeat(-count)}`;
    return context.grouped(sql`trunc(${context.operand(value)} / ${unit}.0) * ${unit}`);
  }
  const factor = `1${'0'.repeat(count)}`;
  const exact = nudged(value, count, context) ?? context.operand(value);
  return context.grouped(sql`trunc(${exact} * ${factor}) / ${factor}.0`);
}

/** A literal is rounded here, exactly, where SQLite's binary number would go the other way. */
function rounded(
  value: Node | undefined,
  digits: Node | undefined,
  context: RuleContext,
): Template | CallTranslation | 'portable' {
  const decimal = as('A_Const', value)?.fval?.fval;
  const places = digits ? integerValue(digits) : 0;
  if (decimal !== undefined && places !== undefined && places >= 0 && /^\d+\.\d+$/.test(decimal)) {
    const exact = roundDecimal(decimal, places);
    return exact === undefined || Number(exact) === roundBinary(Number(decimal), places)
      ? 'portable'
      : sql`${exact}`;
  }
  if (value && places !== undefined && places < 0) {
    const unit = `1${'0'.repeat(-places)}`;
    return context.grouped(sql`round(${context.operand(value)} / ${unit}.0) * ${unit}`);
  }
  const nearest = value && places !== undefined && nudged(value, places, context);
  if (nearest) return sql`round(${nearest}${digits ? sql`, ${digits}` : sql``})`;
  return digits || !value ? 'portable' : roundedToWhole(value, context);
}

/** A floating point number without digits after the point. */
function roundedToWhole(
  value: Node,
  context: RuleContext,
): Template | CallTranslation | 'portable' {
  const name = context.typeOf(value)?.name;
  if (name !== 'float8' && name !== 'float4') return 'portable';
  return (
    evenRounded(value, context) ?? {
      severity: 'warning',
      note: 'round() of a floating point number takes halves to the even number in PostgreSQL, and away from zero here. Add a test for halves where that matters.',
    }
  );
}

/** As SQLite does it: by the digits of the binary number. */
function roundBinary(value: number, places: number): number {
  return places < 0 ? Number.NaN : Number(value.toFixed(places));
}

/** Half away from zero, in decimal digits. */
function roundDecimal(text: string, places: number): string | undefined {
  const [whole = '0', fraction = ''] = text.split('.');
  if (places < 0 || fraction.length <= places) return undefined;
  const kept = BigInt(`${whole}${fraction.slice(0, places)}`);
  const up = Number(fraction[places]) >= 5 ? 1n : 0n;
  const digits = String(kept + up).padStart(places + 1, '0');
  if (places === 0) return digits;
  return `${digits.slice(0, -places)}.${digits.slice(-places)}`;
}
