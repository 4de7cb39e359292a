import { castFinding, castTo } from '../cast.ts';
import { defineRule } from '../rule.ts';
import { isNumber, isUnknownLiteral } from '../sql-type.ts';
import { sql } from '../template.ts';

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
      const text = context.stringValue(cast.argument)?.trim().toLowerCase();
      if (text && /^-?inf(inity)?$/.test(text))
        return castFinding(
          context,
          sql`${text.startsWith('-') ? '-9e999' : '9e999'}`,
          'SQLite writes infinity as a number that is too large.',
        );
      if (text === 'nan')
        return {
          at: context.node,
          severity: 'error',
          message: 'SQLite has no NaN: it stores NULL. Use NULL, or a value that cannot occur.',
        };
      const scale = cast.to.modifiers[1];
      if (cast.to.modifiers.length > 0) {
        const value = isNumber(cast.from)
          ? sql`${cast.argument}`
          : sql`cast(${cast.argument} as real)`;
        return castFinding(
          context,
          sql`round(${value}, ${scale ?? 0})`,
          'SQLite rounds a binary number where PostgreSQL rounds a decimal one: a half can go the other way. Keep money in whole cents, or round in the application.',
          'warning',
        );
      }
      if (cast.to.name.startsWith('float') || cast.to.name === 'money') {
        if (cast.isCall) return undefined;
        return castFinding(
          context,
          sql`cast(${cast.argument} as real)`,
          'SQLite has no ::, and one floating point type.',
        );
      }
      const isLiteral = isUnknownLiteral(cast.from) || cast.from?.name === 'numeric';
      const template =
        cast.from?.name === 'numeric' ? sql`${cast.argument}` : sql`cast(${cast.argument} as real)`;
      if (isLiteral)
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
    },
  },
});
