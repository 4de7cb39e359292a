import { castFinding } from '../cast.ts';
import { defineRule } from '../rule.ts';
import { typeOfTypeName } from '../sql-type.ts';
import { sql } from '../template.ts';

export const castToUserType = defineRule({
  id: 'cast-to-user-type',
  title: 'Cast to an enum or a domain',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.0.0',
  explanation: `SQLite has no types of the user's own: an enum is text with a CHECK on its column, a domain is its
base type with the CHECK. The cast goes; the column's CHECK refuses a wrong value.`,
  examples: [
    {
      setup: "create type mood as enum ('sad', 'ok')",
      from: "select 'ok'::mood",
      to: "select 'ok' as mood",
    },
  ],
  on: {
    TypeCast: ({ arg, typeName }, context) => {
      const name = typeName && typeOfTypeName(typeName);
      const type = name && !name.array && context.schema.type(name.name);
      if (!type || !arg || type.kind === 'composite') return undefined;
      const note = `SQLite has no type ${type.name}: the CHECK of the column refuses a wrong value.`;
      return castFinding(context, sql`${arg}`, note);
    },
  },
});
