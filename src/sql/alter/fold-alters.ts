import type { AlterTableCmd, AlterTableStmt, ColumnDef, Node } from 'libpg-query';
import { PatchedText } from '../patched-text.ts';
import type { Schema } from '../schema.ts';
import { StatementSource } from '../statement-source.ts';
import { as } from '../tree.ts';
import { alterCommands } from './alter-commands.ts';
import { applyAlter } from './apply-alter.ts';
import { expandTable } from './expand-table.ts';
import { isIgnored } from './ignored-actions.ts';
import { TableText } from './table-text.ts';

export interface FoldableStatement {
  readonly text: string;
  readonly tree: Node;
}

export interface Folding<S extends FoldableStatement> {
  /** CREATE TABLE statements that took something in. */
  readonly tables: ReadonlyMap<S, PatchedText>;
  /** Those that had LIKE or INHERITS, written out now. */
  readonly expanded: ReadonlySet<S>;
  /** ALTER TABLE statements that are said by a CREATE TABLE now. */
  readonly folded: ReadonlySet<S>;
}

/**
 * Puts ALTER TABLE actions that SQLite does not have into the CREATE TABLE of the same script, as
 * `pg_dump` output needs: keys, constraints, defaults. An ALTER TABLE is folded as a whole or not.
 */
export function foldAlters<S extends FoldableStatement>(
  statements: readonly S[],
  schema: Schema,
): Folding<S> {
  const created = new Map<string, S>();
  const tables = new Map<S, PatchedText>();
  const expanded = new Set<S>();
  const folded = new Set<S>();
  const filled = new Set<string>();
  for (const statement of statements) {
    const { tree } = statement;
    const create = as('CreateStmt', tree);
    const alter = as('AlterTableStmt', tree);
    if (create?.relation?.relname) created.set(create.relation.relname, statement);
    const expansion = create && expandTable(create, statement.text, schema);
    if (expansion) {
      tables.set(statement, new PatchedText(statement.text).apply(expansion));
      expanded.add(statement);
    }
    rememberFilled(filled, tree);
    forgetGone(created, tree);
    const table = created.get(alter?.relation?.relname ?? '');
    const patched =
      alter && table && isWorthFolding(alter, filled)
        ? fold(tables.get(table) ?? new PatchedText(table.text), alter, statement.text)
        : undefined;
    if (!table || !patched) continue;
    tables.set(table, patched);
    folded.add(statement);
  }
  return { tables, expanded, folded };
}

/** A table that an INSERT without a list of columns fills keeps its columns. */
function rememberFilled(filled: Set<string>, tree: Node): void {
  const insert = as('InsertStmt', tree);
  if (insert && !insert.cols) filled.add(insert.relation?.relname ?? '');
}

function forgetGone(created: Map<string, unknown>, tree: Node): void {
  const drop = as('DropStmt', tree);
  for (const object of drop?.objects ?? [])
    created.delete(as('String', as('List', object)?.items?.at(-1))?.sval ?? '');
  const rename = as('RenameStmt', tree);
  if (rename) created.delete(rename.relation?.relname ?? '');
}

function fold(table: PatchedText, alter: AlterTableStmt, text: string): PatchedText | undefined {
  let patched = table;
  for (const action of alterCommands(alter, new StatementSource(text))) {
    if (isIgnored(action.command)) continue;
    const create = TableText.read(patched.text);
    const edits = create && applyAlter(create, action);
    if (!edits) return undefined;
    patched = patched.apply(edits);
  }
  return patched;
}

const folding: ReadonlySet<string> = new Set([
  'AT_AddConstraint',
  'AT_AddIdentity',
  'AT_AlterColumnType',
  'AT_ColumnDefault',
  'AT_DropConstraint',
  'AT_DropIdentity',
  'AT_DropNotNull',
  'AT_SetNotNull',
  'AT_ValidateConstraint',
]);

/** At least one action is not SQLite's, and a new column would not change what INSERTs mean. */
function isWorthFolding({ cmds, relation }: AlterTableStmt, filled: ReadonlySet<string>): boolean {
  const commands = (cmds ?? []).flatMap((item) => as('AlterTableCmd', item) ?? []);
  const added = commands.filter(({ subtype }) => subtype === 'AT_AddColumn');
  if (added.length > 0 && filled.has(relation?.relname ?? '')) return false;
  if (commands.some(changesValues)) return false;
  return commands.some((command) => folding.has(command.subtype ?? '') || isForeignColumn(command));
}

/** `TYPE t USING` anything but a cast of the column makes other values of those that are there. */
export function changesValues({ subtype, name, def }: AlterTableCmd): boolean {
  const using = subtype === 'AT_AlterColumnType' ? as('ColumnDef', def)?.raw_default : undefined;
  if (!using) return false;
  const column = as('ColumnRef', as('TypeCast', using)?.arg ?? using);
  return as('String', column?.fields?.at(-1))?.sval !== name;
}

function isForeignColumn(command: AlterTableCmd): boolean {
  const column = as('ColumnDef', command.def);
  return command.subtype === 'AT_AddColumn' && column !== undefined && !canBeAdded(column);
}

/** What SQLite's ADD COLUMN takes. https://sqlite.org/lang_altertable.html#altertabaddcol */
export function canBeAdded({ constraints }: ColumnDef): boolean {
  const all = (constraints ?? []).map((item) => as('Constraint', item));
  const fallback = all.find((item) => item?.contype === 'CONSTR_DEFAULT')?.raw_expr;
  return all.every((item) => {
    if (item?.contype === 'CONSTR_NOTNULL') return fallback !== undefined;
    if (item?.contype === 'CONSTR_DEFAULT') return isConstant(fallback);
    return (
      item?.contype !== 'CONSTR_PRIMARY' &&
      item?.contype !== 'CONSTR_UNIQUE' &&
      item?.contype !== 'CONSTR_GENERATED' &&
      item?.contype !== 'CONSTR_IDENTITY'
    );
  });
}

function isConstant(node: Node | undefined): boolean {
  const inner = as('TypeCast', node)?.arg ?? node;
  return inner !== undefined && 'A_Const' in inner;
}
