import { castFinding, castTo } from '../cast.ts';
import { defineRule } from '../rule.ts';
import { isJson, isUnknownLiteral } from '../sql-type.ts';
import { sql } from '../template.ts';

export const castToJson = defineRule({
  id: 'cast-to-json',
  title: 'Cast to JSON',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.9.0',
  explanation: `SQLite keeps JSON as text. A literal stays as it is, and any other value goes through \`json()\`, which
raises an error for text that is no JSON, as PostgreSQL does. \`CAST(x AS JSONB)\` would give 0.

\`jsonb\` drops white space and all but the last of equal keys; SQLite keeps the text as it was
written: compare JSON by its parts.`,
  examples: [
    {
      from: `select '{"a": 1}'::jsonb -> 'a', cast('[1]' as json)`,
      to: `select '{"a": 1}' -> 'a', '[1]' as json`,
    },
  ],
  on: {
    TypeCast: (content, context) => {
      const cast = castTo(['json', 'jsonb'], content, context);
      if (!cast) return undefined;
      const isAsIs = isUnknownLiteral(cast.from) || isJson(cast.from);
      const template = isAsIs ? sql`${cast.argument}` : sql`json(${cast.argument})`;
      return castFinding(context, template, 'SQLite keeps JSON as text.');
    },
  },
});
