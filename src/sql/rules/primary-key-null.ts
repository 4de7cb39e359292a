import { constraintColumns } from '../constraint-columns.ts';
import { isCounted } from '../read-schema.ts';
import { defineRule } from '../rule.ts';
import { sql } from '../template.ts';
import { as, type Content, wrap } from '../tree.ts';

export const primaryKeyNull = defineRule({
  id: 'primary-key-null',
  title: 'PRIMARY KEY without NOT NULL',
  fidelity: 'exact',
  asWritten: 'differs',
  since: '3.0.0',
  explanation: `A primary key admits NULL in SQLite, by an old mistake that is kept for compatibility, unless the
column is exactly \`INTEGER PRIMARY KEY\`. PostgreSQL refuses NULL. \`NOT NULL\` makes them equal.
https://sqlite.org/lang_createtable.html#the_primary_key`,
  examples: [
    {
      from: 'create table t (a text primary key)',
      to: 'create table t (a text not null primary key)',
    },
    {
      from: 'create table t (a int, b integer not null, primary key (a, b))',
      to: 'create table t (a int not null, b integer not null, primary key (a, b))',
    },
  ],
  on: {
    ColumnDef: (content, context) => {
      const table = context.enclosing('CreateStmt');
      const { typeName } = content;
      if (!table || !typeName || isCounted(content) || !isKeyColumn(content, table))
        return undefined;
      const constraints = (content.constraints ?? []).map(
        (item) => as('Constraint', item)?.contype,
      );
      if (constraints.includes('CONSTR_NOTNULL')) return undefined;
      const type = wrap('TypeName', typeName);
      const isRowid = context.text(type).toLowerCase() === 'integer' && keyCount(table) === 1;
      if (isRowid) return undefined;
      return {
        at: context.node,
        message: 'A primary key admits NULL in SQLite, so NOT NULL is added.',
        replace: [{ target: type, template: sql`${type} not null` }],
        settles: [],
      };
    },
  },
});

function tableKey({ tableElts }: Content<'CreateStmt'>): readonly string[] {
  return (tableElts ?? []).flatMap((element) => {
    const constraint = as('Constraint', element);
    return constraint?.contype === 'CONSTR_PRIMARY' ? constraintColumns(constraint) : [];
  });
}

function isKeyColumn(column: Content<'ColumnDef'>, table: Content<'CreateStmt'>): boolean {
  const isOwn = column.constraints?.some(
    (item) => as('Constraint', item)?.contype === 'CONSTR_PRIMARY',
  );
  return isOwn || tableKey(table).includes(column.colname ?? '');
}

function keyCount(table: Content<'CreateStmt'>): number {
  return tableKey(table).length || 1;
}
