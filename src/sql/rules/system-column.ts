import { defineRule } from '../rule.ts';
import type { Relation } from '../scope.ts';
import { sql } from '../template.ts';
import { as } from '../tree.ts';

const others = new Set(['xmin', 'xmax', 'cmin', 'cmax', 'tableoid']);

export const systemColumn = defineRule({
  id: 'system-column',
  title: 'ctid, xmin, xmax, whole rows',
  fidelity: 'approximate',
  asWritten: 'rejected',
  since: '3.0.0',
  explanation: `\`ctid\` is the place of a row version in PostgreSQL; SQLite's \`rowid\` is a number that stays with the row.
\`xmin\`, \`xmax\` and \`tableoid\` have no equivalent; whether an upsert inserted can be asked with a SELECT
before it. A table's name as a value is a whole row, which SQLite does not have: name the columns.`,
  examples: [
    {
      setup: 'create table kv (k text)',
      from: 'select count(ctid) from kv',
      to: 'select count(rowid) as count from kv',
    },
  ],
  on: {
    ColumnRef: ({ fields = [] }, context) => {
      const name = as('String', fields.at(-1))?.sval ?? '';
      const { relations } = context.scope;
      if (!name || fields.length > 2 || hasColumn(relations, name)) return undefined;
      const { source, node } = context;
      if (name === 'ctid') {
        const token = source.tokens[source.extent(node).last] ?? source.spanOf(node);
        return {
          at: node,
          message: 'SQLite has the number of a row as rowid, which stays when the row changes.',
          replace: [{ target: token, template: sql`rowid` }],
        };
      }
      if (others.has(name))
        return {
          at: node,
          severity: 'error',
          message: `SQLite keeps no ${name} of a row. Ask with a SELECT before, in the same transaction, or keep a column for it.`,
        };
      const isRow = fields.length === 1 && isRelation(relations, name);
      if (!isRow || context.parent?.kind === 'FuncCall') return undefined;
      return {
        at: node,
        severity: 'error',
        message:
          'SQLite has no value that is a whole row: name the columns, or make a json_object of them.',
      };
    },
  },
});

function hasColumn(relations: readonly Relation[], name: string): boolean {
  for (const { columns } of relations) if (columns?.has(name)) return true;
  return false;
}

/** Whether a name stands for a row; beside a table of unknown columns it may be one of these. */
function isRelation(relations: readonly Relation[], name: string): boolean {
  for (const { name: own, columns, table, each } of relations)
    if (own === name && (columns || table !== name) && !each) return true;
  return false;
}
