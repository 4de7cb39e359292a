import type { Span } from '../../core/span.ts';
import { defineRule, type Finding } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { sql } from '../template.ts';
import { as } from '../tree.ts';

export const schemaName = defineRule({
  id: 'schema-name',
  title: 'The schema before a name',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.0.0',
  explanation: `A name before a table's name is the name of an attached database file in SQLite ("unknown database
public"), so the schema goes.

For schemas other than \`public\` make sure that no two of them hold a table of the same name: rename
one, for example to \`app_users\`, or attach a file for each schema (foreign keys do not cross files).`,
  examples: [
    {
      setup: 'create table emp (id int)',
      from: 'select public.emp.id from public.emp join public.emp as e using (id)',
      to: 'select emp.id from emp join emp as e using (id)',
    },
  ],
  on: {
    ColumnRef: ({ fields, location }, context) => {
      if ((fields?.length ?? 0) < 3) return undefined;
      const schema = as('String', fields?.at(-3))?.sval ?? '';
      return { ...qualifier(schema, location, context), settles: [] };
    },
    RangeVar: ({ schemaname, relname, location }, context) => {
      if (!schemaname || schemaname === 'pg_temp') return undefined;
      if (schemaname === 'information_schema' || schemaname === 'pg_catalog')
        return {
          at: context.node,
          severity: 'error',
          message: `SQLite has no ${schemaname}.${relname}: read sqlite_schema, or the pragmas (pragma_table_info, pragma_index_list).`,
        };
      return {
        ...qualifier(schemaname, location, context),
        settles: ['schemaname', 'catalogname'],
      };
    },
  },
});

function qualifier(schema: string, location: number | undefined, { source }: RuleContext): Finding {
  const first = source.tokenAt(location);
  const name = source.tokens[first + 2];
  const span: Span = { start: source.tokens[first]?.start ?? 0, end: name?.start ?? 0 };
  return {
    at: span,
    message:
      schema === 'public'
        ? 'SQLite has no schemas: public goes.'
        : `SQLite has no schemas: ${schema} goes. Make sure that no other schema has a table of this name.`,
    ...(schema !== 'public' && { severity: 'warning' as const }),
    replace: [{ target: span, template: sql`` }],
  };
}
