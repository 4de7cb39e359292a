import type { Node, TypeCast } from 'libpg-query';
import { integerValue } from '../call-rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { isInterval, typeOfTypeName } from '../sql-type.ts';
import { sql, type Template } from '../template.ts';
import { as } from '../tree.ts';
import { added, type Interval, readInterval, scaled } from './interval-literal.ts';

/** The value of an interval that is known before the statement runs. */
export function constantInterval(
  node: Node | undefined,
  context: RuleContext,
): Interval | undefined {
  const cast = as('TypeCast', node);
  if (cast) return castInterval(cast, context);
  const call = as('FuncCall', node);
  if (call) return callInterval(call, context);
  const expression = as('A_Expr', node);
  if (expression?.kind !== 'AEXPR_OP') return undefined;
  const operator = as('String', expression.name?.[0])?.sval ?? '';
  const left = constantInterval(expression.lexpr, context);
  const right = constantInterval(expression.rexpr, context);
  if (operator === '*') return product(left ?? right, left ? expression.rexpr : expression.lexpr);
  if (!right) return undefined;
  if (!expression.lexpr) return operator === '-' ? scaled(right, -1) : right;
  if (!left) return undefined;
  if (operator === '+') return added(left, right);
  return operator === '-' ? added(left, scaled(right, -1)) : undefined;
}

function product(interval: Interval | undefined, factor: Node | undefined): Interval | undefined {
  const number = integerValue(factor);
  return interval && number !== undefined ? scaled(interval, number) : undefined;
}

/** `INTERVAL '1 day'`, also with fields (`INTERVAL '1' DAY`). */
function castInterval({ arg, typeName }: TypeCast, context: RuleContext): Interval | undefined {
  if (!typeName || !isInterval(typeOfTypeName(typeName))) return undefined;
  const text = context.stringValue(arg);
  if (text === undefined) return undefined;
  const { source, node } = context;
  const token = arg ? source.extent(arg).last : source.extent(node).last;
  const unit = ['year', 'month', 'day', 'hour', 'minute', 'second'].find(
    (word) => source.value(token + 1) === word,
  );
  return readInterval(text, unit);
}

const justified: Readonly<Record<string, (interval: Interval) => Interval>> = {
  justify_days: monthsOfDays,
  justify_hours: daysOfHours,
  justify_interval: (interval) => monthsOfDays(daysOfHours(interval)),
};

function daysOfHours({ months, days, seconds }: Interval): Interval {
  return { months, days: days + Math.trunc(seconds / 86_400), seconds: seconds % 86_400 };
}

function monthsOfDays({ months, days, seconds }: Interval): Interval {
  return { months: months + Math.trunc(days / 30), days: days % 30, seconds };
}

/** The arguments of make_interval in their order. */
const makeIntervalUnits = ['year', 'month', 'week', 'day', 'hour', 'minute', 'second'];
const makeIntervalNames = ['years', 'months', 'weeks', 'days', 'hours', 'mins', 'secs'];

function callInterval(
  { funcname, args }: { funcname?: Node[]; args?: Node[] },
  context: RuleContext,
): Interval | undefined {
  const name = as('String', funcname?.at(-1))?.sval ?? '';
  const justify = justified[name];
  if (justify) {
    const inner = constantInterval(args?.[0], context);
    return inner && justify(inner);
  }
  if (name !== 'make_interval') return undefined;
  const parts = makeIntervalParts(args ?? []).map(({ unit, value }) => {
    const number = integerValue(value);
    return number === undefined ? undefined : readInterval(`${number} ${unit}`);
  });
  return parts.reduce<Interval | undefined>(
    (total, value) => total && value && added(total, value),
    { months: 0, days: 0, seconds: 0 },
  );
}

function makeIntervalParts(args: readonly Node[]) {
  return args.map((argument, index) => {
    const named = as('NamedArgExpr', argument);
    const position = named ? makeIntervalNames.indexOf(named.name ?? '') : index;
    return { unit: makeIntervalUnits[position] ?? '', value: named?.arg ?? argument };
  });
}

/** Arguments for SQLite's date functions that add an interval; `sign` is -1 to subtract it. */
export function modifiers(
  node: Node,
  sign: 1 | -1,
  context: RuleContext,
): readonly Template[] | undefined {
  const constant = constantInterval(node, context);
  if (constant) return constantModifiers(scaled(constant, sign));
  return (
    multiplied(node, sign, context) ?? spelled(node, sign, context) ?? made(node, sign, context)
  );
}

/** `'+1 month'`, `'-2 days'`, `'+90 minutes'`, one for each part that is not zero. */
export function constantModifiers({ months, days, seconds }: Interval): readonly Template[] {
  const parts: Template[] = [];
  const add = (value: number, unit: string) => {
    const sign = value < 0 ? '-' : '+';
    const size = Math.abs(value);
    parts.push(sql`'${sign}${size} ${unit}${size === 1 ? '' : 's'}'`);
  };
  if (months) add(months % 12 ? months : months / 12, months % 12 ? 'month' : 'year');
  if (days) add(days, 'day');
  if (!seconds) return parts;
  if (seconds % 3600 === 0) add(seconds / 3600, 'hour');
  else if (seconds % 60 === 0) add(seconds / 60, 'minute');
  else add(seconds, 'second');
  return parts;
}

/** `n * INTERVAL '1 day'`: the number goes before the unit. */
function multiplied(
  node: Node,
  sign: 1 | -1,
  context: RuleContext,
): readonly Template[] | undefined {
  const expression = as('A_Expr', node);
  if (as('String', expression?.name?.[0])?.sval !== '*' || !expression?.lexpr || !expression.rexpr)
    return undefined;
  const left = constantInterval(expression.lexpr, context);
  const interval = left ?? constantInterval(expression.rexpr, context);
  const factor = left ? expression.rexpr : expression.lexpr;
  if (!interval) return undefined;
  const units: readonly (readonly [number, string])[] = [
    [interval.months, 'months'],
    [interval.days, 'days'],
    [interval.seconds, 'seconds'],
  ];
  return units.flatMap(([size, unit]) => {
    if (!size) return [];
    const number = sign * size;
    const count =
      number === 1 ? context.operand(factor) : sql`(${context.operand(factor)} * ${number})`;
    return [sql`${count} || ' ${unit}'`];
  });
}

/** `(n || ' days')::interval`: the text is a modifier already. */
function spelled(node: Node, sign: 1 | -1, context: RuleContext): readonly Template[] | undefined {
  const cast = as('TypeCast', node);
  if (!cast?.arg || !cast.typeName || !isInterval(typeOfTypeName(cast.typeName))) return undefined;
  const concatenation = as('A_Expr', cast.arg);
  if (as('String', concatenation?.name?.[0])?.sval !== '||') return undefined;
  const unit = context.stringValue(concatenation?.rexpr)?.trim();
  if (!concatenation?.lexpr || !unit || !/^(?:year|month|day|hour|minute|second)s?$/.test(unit))
    return undefined;
  const count = context.operand(concatenation.lexpr);
  return [sign === 1 ? sql`${count} || ' ${unit}'` : sql`-${count} || ' ${unit}'`];
}

function made(node: Node, sign: 1 | -1, context: RuleContext): readonly Template[] | undefined {
  const call = as('FuncCall', node);
  if (as('String', call?.funcname?.at(-1))?.sval !== 'make_interval') return undefined;
  return makeIntervalParts(call?.args ?? []).map(({ unit, value }) => {
    const isWeek = unit === 'week';
    const factor = (isWeek ? 7 : 1) * sign;
    const count =
      factor === 1 ? context.operand(value) : sql`(${context.operand(value)} * ${factor})`;
    return sql`${count} || ' ${isWeek ? 'day' : unit}s'`;
  });
}
