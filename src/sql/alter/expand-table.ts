import type { ColumnDef, CreateStmt } from 'libpg-query';
import { applyEdits, type TextEdit } from '../../core/edit.ts';
import type { Schema, Table } from '../schema.ts';
import { StatementSource } from '../statement-source.ts';
import { as } from '../tree.ts';
import { type AlterCommand, alterCommands } from './alter-commands.ts';
import { applyAlter } from './apply-alter.ts';
import { columnConstraint, constraintExtent } from './column-parts.ts';
import { isIgnored } from './ignored-actions.ts';
import { TableText } from './table-text.ts';

/** Bits of LIKE's options. https://www.postgresql.org/docs/18/sql-createtable.html */
const including = { constraints: 4, defaults: 8, indexes: 64 };

/**
 * The edits that write out `LIKE other` and `INHERITS (other)` in a CREATE TABLE, in PostgreSQL's
 * SQL; `undefined` where it has neither, or where the other table is not known.
 */
export function expandTable(
  { tableElts, inhRelations, partbound }: CreateStmt,
  text: string,
  schema: Schema,
): readonly TextEdit[] | undefined {
  if (partbound) return undefined;
  const source = new StatementSource(text);
  const likes = (tableElts ?? []).flatMap((element) => as('TableLikeClause', element) ?? []);
  const edits: TextEdit[] = [];
  for (const { relation, options = 0 } of likes) {
    const table = definition(schema.tables.get(relation?.relname ?? ''));
    if (!relation || !table) return undefined;
    edits.push({ ...likeSpan(relation.location, source), newText: copied(table, options) });
  }
  if (inhRelations) {
    const inherited = inheritance(
      source,
      inhRelations.map((item) => as('RangeVar', item)?.relname ?? ''),
      schema,
    );
    if (!inherited) return undefined;
    edits.push(...inherited);
  }
  return edits.length > 0 ? edits : undefined;
}

/** The table as its CREATE TABLE and everything after it leave it. */
function definition(table: Table | undefined): TableText | undefined {
  const [create, ...alters] = table?.statements ?? [];
  const actions = alters.flatMap(({ tree, text }) => {
    const alter = as('AlterTableStmt', tree);
    return alter ? alterCommands(alter, new StatementSource(text)) : [];
  });
  return actions
    .filter(({ command }) => !isIgnored(command))
    .reduce(altered, create && TableText.read(create.text));
}

function altered(table: TableText | undefined, action: AlterCommand): TableText | undefined {
  const edits = table && applyAlter(table, action);
  return table && edits ? TableText.read(applyEdits(table.source.text, edits)) : table;
}

function likeSpan(location: number | undefined, source: StatementSource) {
  const name = source.tokenAt(location);
  let last = name;
  while (![',', ')'].includes(source.value(last + 1))) last += 1;
  return source.span({ first: name - 1, last });
}

function copied(table: TableText, options: number): string {
  const columns = table.columns.map((column) => columnText(table, column, options));
  const constraints = table.tableConstraints.flatMap(({ contype, location }) => {
    const isKey = contype === 'CONSTR_PRIMARY' || contype === 'CONSTR_UNIQUE';
    const wanted = isKey
      ? including.indexes
      : contype === 'CONSTR_CHECK'
        ? including.constraints
        : 0;
    return options & wanted
      ? [table.source.slice(table.source.span(table.elementAt(location)))]
      : [];
  });
  return [...columns, ...constraints].join(', ');
}

/** A column without the constraints that are not asked for; never with a foreign key. */
function columnText(table: TableText, column: ColumnDef, options: number): string {
  const element = table.source.span(table.elementAt(column.location));
  const unwanted = [
    columnConstraint(column, 'CONSTR_FOREIGN'),
    ...(options & including.defaults ? [] : [columnConstraint(column, 'CONSTR_DEFAULT')]),
    ...(options & including.constraints ? [] : [columnConstraint(column, 'CONSTR_CHECK')]),
    ...(options & including.indexes
      ? []
      : [columnConstraint(column, 'CONSTR_PRIMARY'), columnConstraint(column, 'CONSTR_UNIQUE')]),
  ];
  const removals = unwanted.flatMap((constraint) =>
    constraint ? [table.removeTokens(constraintExtent(table, column, constraint))] : [],
  );
  const shifted = removals.map(({ start, end, newText }) => ({
    start: start - element.start,
    end: end - element.start,
    newText,
  }));
  return applyEdits(table.source.slice(element), shifted);
}

/** The parents' columns come first; keys and foreign keys are not inherited. */
function inheritance(
  source: StatementSource,
  parents: readonly string[],
  schema: Schema,
): readonly TextEdit[] | undefined {
  const tables = parents.map((name) => definition(schema.tables.get(name)));
  if (tables.some((table) => !table)) return undefined;
  const options = including.defaults | including.constraints;
  const columns = tables.flatMap((table) => (table ? [copied(table, options)] : [])).join(', ');
  const open = source.find('(', 0);
  const isEmpty = source.partner(open) === open + 1;
  const clause = source.find('inherits', open);
  const at = source.tokens[open]?.end ?? 0;
  const start = source.tokens[clause - 1]?.end ?? 0;
  const end = source.tokens[source.partner(clause + 1)]?.end ?? start;
  return [
    { start: at, end: at, newText: isEmpty ? columns : `${columns}, ` },
    { start, end, newText: '' },
  ];
}
