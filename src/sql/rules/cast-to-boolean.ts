import { castFinding, castTo } from '../cast.ts';
import { defineRule } from '../rule.ts';
import { isBoolean, isNumber, isUnknownLiteral } from '../sql-type.ts';
import { sql } from '../template.ts';

const trueTexts = ['t', 'true', 'y', 'yes', 'on', '1'];
const falseTexts = ['f', 'false', 'n', 'no', 'off', '0'];

export const castToBoolean = defineRule({
  id: 'cast-to-boolean',
  title: 'Cast to a boolean',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.0.0',
  explanation: `SQLite has no boolean type: TRUE is 1 and FALSE is 0, and \`CAST(2 AS BOOLEAN)\` stays 2. A number
becomes \`x <> 0\`, a literal becomes TRUE or FALSE, and text is compared with the words that
PostgreSQL takes for true.`,
  examples: [
    {
      from: "select 2::boolean, 't'::bool, 'off'::bool",
      to: 'select 2 <> 0 as bool, true as bool, false as bool',
    },
    {
      setup: "create table t(a text); insert into t values ('Yes')",
      from: 'select a::boolean from t',
      to: "select lower(a) in ('t', 'true', 'y', 'yes', 'on', '1') as a from t",
    },
  ],
  on: {
    TypeCast: (content, context) => {
      const cast = castTo(['bool'], content, context);
      if (!cast) return undefined;
      const message = 'SQLite has no boolean type: true is 1, false is 0.';
      const text = context.stringValue(cast.argument)?.trim().toLowerCase();
      if (text !== undefined && isUnknownLiteral(cast.from)) {
        const value = trueTexts.includes(text)
          ? 'true'
          : falseTexts.includes(text)
            ? 'false'
            : undefined;
        if (value) return castFinding(context, sql`${value}`, message);
        return {
          at: context.node,
          severity: 'error',
          message: 'PostgreSQL takes this text for no boolean. Write true or false.',
        };
      }
      if (isBoolean(cast.from)) return castFinding(context, sql`${cast.argument}`, message);
      if (isNumber(cast.from))
        return castFinding(
          context,
          context.grouped(sql`${context.operand(cast.argument)} <> 0`),
          message,
        );
      if (!cast.from)
        return castFinding(
          context,
          sql`${cast.argument}`,
          `${message} The type of the value is not known: it has to be 0, 1 or NULL here.`,
          'warning',
        );
      const words = trueTexts.map((word) => `'${word}'`).join(', ');
      return castFinding(
        context,
        context.grouped(sql`lower(${cast.argument}) in (${words})`),
        message,
      );
    },
  },
});
