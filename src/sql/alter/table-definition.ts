import { applyEdits } from '../../core/edit.ts';
import type { DefiningStatement, Table } from '../schema.ts';
import { StatementSource } from '../statement-source.ts';
import { as } from '../tree.ts';
import { alterCommands } from './alter-commands.ts';
import { applyAlter } from './apply-alter.ts';
import { isIgnored } from './ignored-actions.ts';
import { TableText } from './table-text.ts';

/** A table before and after one of its ALTER TABLE statements, as CREATE TABLE texts. */
export interface TableChange {
  readonly before: TableText;
  /** Missing where the action cannot be said in a CREATE TABLE. */
  readonly after?: TableText;
}

/** What an ALTER TABLE does to a table, as far as its definition is known. */
export function tableChange(table: Table, alterText: string): TableChange | undefined {
  const [create, ...alters] = table.statements;
  let before = create && TableText.read(create.text);
  for (const alter of alters) {
    if (!before) return undefined;
    const after = altered(before, alter);
    if (alter.text === alterText) return { before, ...(after && { after }) };
    before = after;
  }
  return undefined;
}

function altered(table: TableText, { tree, text }: DefiningStatement): TableText | undefined {
  const alter = as('AlterTableStmt', tree);
  if (!alter) return undefined;
  let current: TableText | undefined = table;
  for (const action of alterCommands(alter, new StatementSource(text))) {
    if (isIgnored(action.command)) continue;
    const edits: ReturnType<typeof applyAlter> = current && applyAlter(current, action);
    if (!current || !edits) return undefined;
    current = TableText.read(applyEdits(current.source.text, edits));
  }
  return current;
}
