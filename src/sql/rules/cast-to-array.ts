import { arrayAsJson, readArrayLiteral } from '../array-literal.ts';
import { castFinding, quoteLiteral } from '../cast.ts';
import { defineRule } from '../rule.ts';
import { isArray, typeOfTypeName } from '../sql-type.ts';
import { sql } from '../template.ts';

export const castToArray = defineRule({
  id: 'cast-to-array',
  title: 'Cast to an array',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.9.0',
  explanation: `SQLite has no arrays: they are kept as JSON. A literal \`'{1,2}'\` becomes \`'[1,2]'\`, and the cast of an array
goes. A parameter has to be bound as JSON text.`,
  examples: [
    { from: "select '{1,2}'::int[], '{a,\"b c\"}'::text[]", to: `select '[1,2]', '["a","b c"]'` },
  ],
  on: {
    TypeCast: ({ arg, typeName }, context) => {
      const type = typeName && typeOfTypeName(typeName);
      if (!arg || !type?.array) return undefined;
      const text = context.stringValue(arg);
      const value = text === undefined ? undefined : readArrayLiteral(text);
      const note = 'SQLite has no arrays: they are kept as JSON.';
      if (value) return castFinding(context, sql`${quoteLiteral(arrayAsJson(value, type))}`, note);
      if (text !== undefined)
        return {
          at: context.node,
          severity: 'error',
          message: 'PostgreSQL takes this text for no array. Write it as {a,b}.',
        };
      const isKnown = isArray(context.typeOf(arg)) || 'A_ArrayExpr' in arg;
      const more =
        'ParamRef' in arg ? ' Bind JSON text here.' : ' The value has to be JSON text here.';
      return castFinding(
        context,
        sql`${arg}`,
        isKnown ? note : `${note}${more}`,
        isKnown ? undefined : 'warning',
      );
    },
  },
});
