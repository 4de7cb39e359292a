import type { Node } from 'libpg-query';
import { arrayAsJson, readArrayLiteral } from '../array-literal.ts';
import { castFinding, quoteLiteral } from '../cast.ts';
import { defineRule, type Replacement } from '../rule.ts';
import { elementOf, isArray, isText, type SqlType, typeOfTypeName } from '../sql-type.ts';
import { storedLiteral } from '../stored-literal.ts';
import { sql } from '../template.ts';
import { as } from '../tree.ts';

export const castToArray = defineRule({
  id: 'cast-to-array',
  title: 'Cast to an array',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.9.0',
  explanation: `SQLite has no arrays: they are kept as JSON. A literal \`'{1,2}'\` becomes \`'[1,2]'\`, and the cast of an array
goes. A parameter has to be bound as JSON text.`,
  examples: [
    {
      from: "select '{1,2}'::int[], '{a,\"b c\"}'::text[]",
      to: `select '[1,2]' as int4, '["a","b c"]' as text`,
    },
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
      const items = as('A_ArrayExpr', arg)?.elements;
      if (items) {
        const finding = castFinding(context, sql`${arg}`, note);
        return { ...finding, replace: [...(finding.replace ?? []), ...written(items, type)] };
      }
      const isKnown = isArray(context.typeOf(arg));
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

/** `ARRAY['1', 't']::int[]`: the literals as the elements are kept. */
function written(items: readonly Node[], type: SqlType): readonly Replacement[] {
  if (isText(elementOf(type))) return [];
  return items.flatMap((item) => {
    const text = as('A_Const', item)?.sval?.sval;
    const stored = text === undefined ? undefined : storedLiteral(elementOf(type), text);
    return stored === undefined ? [] : [{ target: item, template: sql`${stored}` }];
  });
}
