import type { Node } from 'libpg-query';
import { type Cast, castFinding, castTo } from '../cast.ts';
import { evenRounded } from '../decimal-rounding.ts';
import { isOwnExpression } from '../own-expression.ts';
import { defineRule } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { isBoolean, isInteger, isText, isUnknownLiteral } from '../sql-type.ts';
import { sql, type Template } from '../template.ts';
import { as } from '../tree.ts';

export const castToInteger = defineRule({
  id: 'cast-to-integer',
  title: 'Cast to an integer',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.0.0',
  explanation: `SQLite has \`CAST\`, but no \`::\`. Its \`CAST\` to INTEGER cuts the fraction off where PostgreSQL
rounds, so a number that may have a fraction is rounded first: \`CAST(round(x) AS INTEGER)\`.

Text that is no number is an error in PostgreSQL. SQLite takes the digits at its beginning, or 0:
check such values before they are stored.`,
  examples: [
    {
      from: "select 1.5::int, cast(2.5 as bigint), '12'::int, true::int, 7::bigint",
      to: "select cast(round(1.5) as integer) as int4, cast(round(2.5) as bigint) as int8, cast('12' as integer) as int4, true as int4, 7 as int8",
    },
  ],
  on: {
    TypeCast: (content, context) => {
      const cast = castTo(['int2', 'int4', 'int8', 'oid'], content, context);
      if (!cast) return undefined;
      if (cast.isCall && (isRounded(cast.argument) || isOwnExpression(context))) return undefined;
      const isWhole = isText(cast.from) || isUnknownLiteral(cast.from);
      const isParameter = 'ParamRef' in cast.argument;
      const isNumberText = /^\s*[-+]?\d+\s*$/.test(context.stringValue(cast.argument) ?? '0');
      if (cast.isCall && (isWhole || isInteger(cast.from)) && isNumberText) return undefined;
      const template =
        isWhole || isParameter ? sql`cast(${cast.argument} as integer)` : numeric(cast, context);
      if (!isNumberText)
        return castFinding(
          context,
          template,
          'This text is no integer: PostgreSQL raises an error, and SQLite takes the digits at its beginning, or 0.',
          'warning',
        );
      if (!cast.from && !isParameter)
        return castFinding(
          context,
          template,
          'SQLite has no ::, and its CAST cuts where PostgreSQL rounds. The type of the value is not known, so it is rounded as a floating point number: above 2^53 digits are lost. Give the schema to translate it exactly.',
          'warning',
        );
      return castFinding(
        context,
        template,
        'SQLite has no ::, and its CAST cuts the fraction off where PostgreSQL rounds.',
      );
    },
  },
});

/** `round(x)` leaves nothing to round. */
function isRounded(node: Node): boolean {
  const call = as('FuncCall', node);
  return call?.args?.length === 1 && as('String', call.funcname?.at(-1))?.sval === 'round';
}

function numeric({ argument, from, isCall, to }: Cast, context: RuleContext): Template {
  if (isInteger(from) || isBoolean(from)) return sql`${argument}`;
  const type = isCall && to.name === 'int8' ? 'bigint' : 'integer';
  const rounded = evenRounded(argument, context) ?? sql`round(${argument})`;
  return sql`cast(${rounded} as ${type})`;
}
