import type { ColumnDef, Constraint } from 'libpg-query';
import type { TextEdit } from '../../core/edit.ts';
import { as, wrap } from '../tree.ts';
import { type AlterCommand, textAfter } from './alter-commands.ts';
import { columnConstraint, constraintExtent } from './column-parts.ts';
import { findNamedConstraint } from './named-constraint.ts';
import type { TableText } from './table-text.ts';

/**
 * The edits that make a CREATE TABLE say what it and the ALTER TABLE action say together, in
 * PostgreSQL's SQL; `undefined` where the action cannot be said there.
 */
export function applyAlter(
  table: TableText,
  action: AlterCommand,
): readonly TextEdit[] | undefined {
  const { command } = action;
  switch (command.subtype) {
    case 'AT_AddConstraint':
      return addConstraint(table, action);
    case 'AT_AddColumn':
      return addColumn(table, action);
    case 'AT_DropConstraint':
      return dropConstraint(table, action);
    case 'AT_ValidateConstraint':
      return [];
    case 'AT_DropColumn': {
      const column = table.column(command.name ?? '');
      return column ? [table.removeElement(table.elementAt(column.location))] : [];
    }
    default:
      return alterColumn(table, action);
  }
}

function alterColumn(table: TableText, action: AlterCommand): readonly TextEdit[] | undefined {
  const column = table.column(action.command.name ?? '');
  if (!column) return undefined;
  switch (action.command.subtype) {
    case 'AT_ColumnDefault':
      return setDefault(table, column, action);
    case 'AT_SetNotNull':
      return columnConstraint(column, 'CONSTR_NOTNULL')
        ? []
        : [afterType(table, column, ' not null')];
    case 'AT_DropNotNull':
      return removeConstraint(table, column, columnConstraint(column, 'CONSTR_NOTNULL'));
    case 'AT_AlterColumnType':
      return setType(table, column, action);
    case 'AT_AddIdentity':
      return [afterType(table, column, ` ${textAfter(action, ['add'])}`)];
    case 'AT_DropIdentity':
      return removeConstraint(table, column, columnConstraint(column, 'CONSTR_IDENTITY'));
    default:
      return undefined;
  }
}

/** NOT VALID only tells PostgreSQL not to look at the rows that are there. */
function addConstraint(table: TableText, action: AlterCommand): readonly TextEdit[] | undefined {
  const constraint = as('Constraint', action.command.def);
  if (!constraint || constraint.indexname) return undefined;
  const text = textAfter(action, ['add'], constraint.skip_validation ? ['not'] : []);
  return [table.append(text)];
}

function addColumn(table: TableText, action: AlterCommand): readonly TextEdit[] | undefined {
  const column = as('ColumnDef', action.command.def);
  if (!column?.colname || table.column(column.colname)) return undefined;
  const first = action.source.tokenAt(column.location);
  return [
    table.append(action.source.slice(action.source.span({ first, last: action.extent.last }))),
  ];
}

function dropConstraint(table: TableText, action: AlterCommand): readonly TextEdit[] | undefined {
  const found = findNamedConstraint(table, action.command.name ?? '');
  if (!found) return action.command.missing_ok ? [] : undefined;
  if (!found.column) return [table.removeElement(table.elementAt(found.constraint.location))];
  return removeConstraint(table, found.column, found.constraint);
}

function removeConstraint(table: TableText, column: ColumnDef, constraint: Constraint | undefined) {
  if (!constraint) return [];
  return [table.removeTokens(constraintExtent(table, column, constraint))];
}

function setDefault(
  table: TableText,
  column: ColumnDef,
  action: AlterCommand,
): readonly TextEdit[] {
  const removal = removeConstraint(table, column, columnConstraint(column, 'CONSTR_DEFAULT'));
  if (!action.command.def) return removal;
  return [...removal, afterType(table, column, ` default ${textAfter(action, ['default'])}`)];
}

function setType(table: TableText, column: ColumnDef, action: AlterCommand): readonly TextEdit[] {
  if (!column.typeName) return [];
  const span = table.source.spanOf(wrap('TypeName', column.typeName));
  return [{ ...span, newText: textAfter(action, ['type'], ['using']) }];
}

function afterType(table: TableText, column: ColumnDef, text: string): TextEdit {
  const type = column.typeName ? table.source.extent(wrap('TypeName', column.typeName)).last : 0;
  return table.insertAfter(type, text);
}
