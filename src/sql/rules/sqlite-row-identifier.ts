import { quoteName } from '../identifier.ts';
import { defineRule } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import type { Relation, Scope } from '../scope.ts';
import { sql } from '../template.ts';
import { as } from '../tree.ts';

export const sqliteRowIdentifier = defineRule({
  id: 'sqlite-row-identifier',
  title: 'rowid',
  direction: 'sqlite-to-postgresql',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.0.0',
  explanation: `\`rowid\`, \`oid\` and \`_rowid_\` are the \`INTEGER PRIMARY KEY\` where a table has one. Another table has no lasting
number of its rows in PostgreSQL: \`ctid\` changes with each update, so give the table a key.`,
  examples: [
    {
      setup: 'create table e (id integer primary key, n int); insert into e values (5, 1)',
      from: 'select rowid, e.rowid from e',
      to: 'select id, e.id from e',
    },
  ],
  on: {
    ColumnRef: ({ fields }, context) => {
      const name = as('String', fields?.at(-1))?.sval?.toLowerCase() ?? '';
      if (!['rowid', 'oid', '_rowid_'].includes(name)) return undefined;
      const qualifier = as('String', fields?.at(-2))?.sval;
      const { isColumn, key } = keyOf(name, qualifier, context);
      if (isColumn) return undefined;
      const prefix = qualifier ? `${quoteName(qualifier)}.` : '';
      return {
        at: context.node,
        ...(!key && { severity: 'warning' as const }),
        message: key
          ? `The rowid is the table's ${key}.`
          : 'PostgreSQL has no rowid: ctid is the place of a row, and changes when the row does. Give the table a key.',
        replace: [
          { target: context.node, template: sql`${prefix}${key ? quoteName(key) : 'ctid'}` },
        ],
      };
    },
  },
});

function keyOf(name: string, qualifier: string | undefined, context: RuleContext) {
  const relations = relationsAround(context.scope).filter(
    (relation) => !qualifier || relation.name === qualifier,
  );
  const holder = relations.find(
    ({ columns, table }) => columns?.has(name) || countedColumn(table, context),
  );
  if (holder?.columns?.has(name)) return { isColumn: true };
  const key = countedColumn(holder?.table, context);
  return { isColumn: false, ...(key !== undefined && { key }) };
}

/** Those of the query itself first, then those of the queries around it. */
function relationsAround(scope: Scope | undefined): readonly Relation[] {
  return scope ? [...scope.relations, ...relationsAround(scope.parent)] : [];
}

function countedColumn(table: string | undefined, { schema }: RuleContext): string | undefined {
  const columns = table === undefined ? [] : (schema.table(table)?.columns ?? []);
  return columns.find(({ isCounted }) => isCounted)?.name;
}
