import { defineRule } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import type { Scope } from '../scope.ts';
import { sql } from '../template.ts';
import { as } from '../tree.ts';

export const doubleQuotedText = defineRule({
  id: 'double-quoted-text',
  title: 'A text in double quotes',
  direction: 'sqlite-to-postgresql',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.0.0',
  explanation: `SQLite takes a name in double quotes for a text where no column has that name. PostgreSQL reports an unknown
column. Where the tables are known, and none has such a column, it becomes a text.
https://www.sqlite.org/quirks.html#dblquote`,
  examples: [
    { from: 'select "abc"', to: "select 'abc'" },
    {
      setup: "create table emp (id int, dept text); insert into emp values (1, 'eng')",
      from: 'select "id" from emp where dept = "eng"',
      to: `select "id" from emp where dept = 'eng'`,
    },
  ],
  on: {
    ColumnRef: ({ fields }, context) => {
      const name = fields?.length === 1 ? as('String', fields[0])?.sval : undefined;
      const text = context.text(context.node);
      if (name === undefined || !text.startsWith('"') || mayBeColumn(name, context))
        return undefined;
      return {
        at: context.node,
        message:
          'No column has this name: SQLite takes it for a text, which has single quotes in PostgreSQL.',
        replace: [{ target: context.node, template: sql`'${name.replaceAll("'", "''")}'` }],
      };
    },
  },
});

function mayBeColumn(name: string, context: RuleContext): boolean {
  if (context.path.some(({ kind }) => definitions.has(kind))) return true;
  const lower = name.toLowerCase();
  for (let scope: Scope | undefined = context.scope; scope; scope = scope.parent)
    for (const { columns } of scope.relations) {
      if (!columns) return true;
      for (const column of columns.keys()) if (column.toLowerCase() === lower) return true;
    }
  return isAlias(name, context);
}

const definitions = new Set(['CreateStmt', 'IndexStmt', 'CreateTrigStmt', 'AlterTableStmt']);

function isAlias(name: string, context: RuleContext): boolean {
  const targets = context.enclosing('SelectStmt')?.targetList ?? [];
  return targets.some((item) => as('ResTarget', item)?.name === name);
}
