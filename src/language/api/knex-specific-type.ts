import { type ApiFinding, defineApiRule } from './api-rule.ts';
import { knexCalls, textArgument } from './knex-calls.ts';

/** Names that mean the same column on SQLite. */
const common =
  /^(?:text|integer|bigint|smallint|real|double precision|blob|numeric)\b(?!.*(?:\[|array))/i;

export const knexSpecificType = defineApiRule({
  id: 'knex-specific-type',
  title: "specificType(column, 'a type of PostgreSQL')",
  library: 'Knex',
  asWritten: 'differs',
  explanation: `Knex writes the type as it is given. SQLite takes any name and decides by its letters how values are kept:
\`text[]\` and \`citext\` are text, \`interval\` and \`point\` are integers where the text looks like a number (the
name has INT in it), \`tsvector\` and \`inet\` are numeric there, and \`serial\` counts nothing.

Choose the type by the database: \`knex.client.config.client === 'pg' ? t.specificType(...) : t.json(...)\`.`,
  examples: [{ from: "t.specificType('tags', 'text[]')", to: "t.json('tags')" }],
  inJavaScript: (module) =>
    knexCalls(module).flatMap(({ name, args }): readonly ApiFinding[] => {
      const [, node] = args;
      const type = textArgument(module, node)?.trim() ?? '';
      if (name !== 'specificType' || !node || type === '' || common.test(type)) return [];
      const message = `SQLite takes the name ${type} and knows no such type: it keeps values by the letters of the name. Choose a type that both have, such as json() for a list.`;
      return [{ start: node.from, end: node.to, message }];
    }),
});
