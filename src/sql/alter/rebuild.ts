import type { Node } from 'libpg-query';
import { applyEdits } from '../../core/edit.ts';
import { quoteName } from '../identifier.ts';
import type { RuleContext } from '../rule-context.ts';
import type { Table } from '../schema.ts';
import { join, sql, type Template, type TemplateValue } from '../template.ts';
import { as } from '../tree.ts';
import { columnConstraint } from './column-parts.ts';
import type { TableChange } from './table-definition.ts';
import type { TableText } from './table-text.ts';

/**
 * The statements that put a table with a new definition in the place of the old one and lose
 * nothing: rows, counters, indexes and triggers. Foreign keys are off meanwhile, so that dropping
 * the old table deletes no row of another. https://sqlite.org/lang_altertable.html#otheralter
 */
export function rebuild(
  table: Table,
  { before, after }: Required<TableChange>,
  using: ReadonlyMap<string, Node>,
  context: RuleContext,
): Template {
  const name = quoteName(table.name);
  const fresh = quoteName(`${table.name}__new`);
  const created = translated(renamed(after, fresh), context);
  const columns = copiedColumns(before, after);
  const names = columns.map(quoteName).join(', ');
  const values = columns.map((column): TemplateValue => using.get(column) ?? quoteName(column));
  const counted = /\bautoincrement\b/i.test(created);
  return join(
    [
      'pragma foreign_keys = off',
      'pragma legacy_alter_table = on',
      'savepoint rebuild',
      created,
      sql`insert into ${fresh} (${names}) select ${join(values, ', ')} from ${name}`,
      ...(counted ? counterCopy(table.name) : []),
      `drop table ${name}`,
      `alter table ${fresh} rename to ${name}`,
      ...dependentsOf(table, after, context),
      'release rebuild',
      'pragma legacy_alter_table = off',
      'pragma foreign_keys = on',
    ],
    ';\n',
  );
}

function renamed(table: TableText, name: string): string {
  return applyEdits(table.source.text, [{ ...table.nameSpan, newText: name }]);
}

function translated(text: string, context: RuleContext): string {
  return applyEdits(text, context.translate(text).edits);
}

/** Columns that are in both tables and hold a value of their own. */
function copiedColumns(before: TableText, after: TableText): readonly string[] {
  return after.columns.flatMap((column) => {
    const name = column.colname ?? '';
    const isComputed = columnConstraint(column, 'CONSTR_GENERATED') !== undefined;
    return before.column(name) && !isComputed ? [name] : [];
  });
}

/** The highest number that was ever given goes on, also where its row is gone. */
function counterCopy(table: string): readonly string[] {
  const literal = (name: string) => `'${name.replaceAll("'", "''")}'`;
  const fresh = literal(`${table}__new`);
  return [
    `delete from sqlite_sequence where name = ${fresh}`,
    `insert into sqlite_sequence (name, seq) select ${fresh}, seq from sqlite_sequence where name = ${literal(table)}`,
  ];
}

/** The indexes and triggers went with the old table; those whose columns are gone stay away. */
function dependentsOf(table: Table, after: TableText, context: RuleContext): readonly string[] {
  return table.dependents.flatMap(({ tree, text }) => {
    const columns = (as('IndexStmt', tree)?.indexParams ?? []).map(
      (item) => as('IndexElem', item)?.name,
    );
    const isGone = columns.some((column) => column && !after.column(column));
    const statement = isGone ? '' : translated(text, context);
    return statement ? [statement] : [];
  });
}
