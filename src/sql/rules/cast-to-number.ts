import type { Cast } from '../cast.ts';
import { castFinding, castTo } from '../cast.ts';
import { nudged } from '../decimal-rounding.ts';
import type { Answer } from '../rule.ts';
import { defineRule } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { isInteger, isNumber, isUnknownLiteral, type SqlType } from '../sql-type.ts';
import { sql } from '../template.ts';
import { as, type Content } from '../tree.ts';

export const castToNumber = defineRule({
  id: 'cast-to-number',
  title: 'Cast to a number with a fraction',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.0.0',
  explanation: `SQLite has one kind of number with a fraction: the 64-bit floating point number. A cast to
\`float8\` or \`real\` becomes \`CAST(x AS REAL)\`.

\`numeric\` is exact in PostgreSQL, and is not in SQLite: sums of money can differ in the last digit,
and rounding to a scale goes the way of the binary number (1.005 becomes 1.0, not 1.01). Store
money in whole cents, or compute with it in the application.`,
  examples: [
    {
      from: "select 7::float8 / 2, '1.5'::real, 0.25::numeric(10, 1)",
      to: "select cast(7 as real) / 2, cast('1.5' as real) as float4, round(0.25, 1) as numeric",
      notCompared: 'a numeric is rounded in decimal by PostgreSQL',
    },
    { from: "select 'infinity'::float8 > 1", to: 'select 9e999 > 1' },
  ],
  on: {
    TypeCast: (content, context) => {
      const cast = castTo(['float4', 'float8', 'numeric', 'money'], content, context);
      if (!cast) return undefined;
      return special(cast, context) ?? scaled(cast, context) ?? plain(cast, context);
    },
  },
});

/** Infinity and NaN. */
function special({ argument }: Cast, context: RuleContext): Answer {
  const text = context.stringValue(argument)?.trim().toLowerCase();
  if (text === 'nan')
    return {
      at: context.node,
      severity: 'error',
      message: 'SQLite has no NaN: it stores NULL. Use NULL, or a value that cannot occur.',
    };
  if (!text || !/^-?inf(inity)?$/.test(text)) return undefined;
  const number = text.startsWith('-') ? '-9e999' : '9e999';
  return castFinding(
    context,
    sql`${number}`,
    'SQLite writes infinity as a number that is too large.',
  );
}

function isDividend({ parent }: RuleContext): boolean {
  const { name } = parent?.kind === 'A_Expr' ? (parent.content as Content<'A_Expr'>) : {};
  return as('String', name?.at(-1))?.sval === '/';
}

/** `numeric(p, s)` rounds. */
function scaled({ argument, from, to }: Cast, context: RuleContext): Answer {
  if (to.modifiers.length === 0) return undefined;
  const scale = to.modifiers[1] ?? 0;
  const exact = nudged(argument, scale, context);
  const value = exact ?? (isNumber(from) ? sql`${argument}` : sql`cast(${argument} as real)`);
  const isSure = exact !== undefined || isInteger(from) || hasScale(from, scale);
  return castFinding(
    context,
    sql`round(${value}, ${scale})`,
    isSure
      ? 'SQLite has no ::, and rounds a number with round().'
      : 'SQLite rounds a binary number where PostgreSQL rounds a decimal one: a half can go the other way. Keep money in whole cents, or round in the application.',
    isSure ? undefined : 'warning',
  );
}

function hasScale(type: SqlType | undefined, scale: number): boolean {
  const [, own] = type?.modifiers ?? [];
  return type?.name === 'numeric' && own !== undefined && own <= scale;
}

function plain({ argument, from, to, isCall }: Cast, context: RuleContext): Answer {
  const isDecimal = from?.name === 'numeric';
  if (to.name === 'money')
    return castFinding(
      context,
      sql`cast(${argument} as real)`,
      'SQLite has no money: this is a number, without the sign and the commas that PostgreSQL shows.',
      'warning',
    );
  if (to.name !== 'numeric')
    return isCall
      ? undefined
      : castFinding(
          context,
          sql`cast(${argument} as real)`,
          'SQLite has no ::, and one floating point type.',
        );
  // A whole number of a numeric column is an integer in SQLite, and divides as one.
  const isKept = isDecimal && !isDividend(context);
  const template = isKept ? sql`${argument}` : sql`cast(${argument} as real)`;
  if (isDecimal || isUnknownLiteral(from) || isInteger(from))
    return castFinding(
      context,
      template,
      'SQLite has no ::, and keeps a numeric as a floating point number.',
    );
  return castFinding(
    context,
    template,
    'SQLite has no exact numeric: this is a floating point number, with 15 significant digits.',
    'warning',
  );
}
