import * as vscode from 'vscode';
import type { Column } from '../../catalog/model.ts';
import { statementAt } from '../../sql/sqlite-statements.ts';
import { nameOf, quoteName, significantTokens } from '../../sql/sqlite-tokens.ts';
import type { Databases } from '../explorer/databases.ts';
import type { QueryTies } from './query-ties.ts';

interface NamedColumns {
  readonly name: string;
  readonly columns: readonly Column[];
}

/** Names of tables and columns in a document that is tied to a database. */
export class QueryCompletion implements vscode.CompletionItemProvider {
  private readonly ties: QueryTies;
  private readonly databases: Databases;

  constructor(ties: QueryTies, databases: Databases) {
    this.ties = ties;
    this.databases = databases;
  }

  async provideCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.CompletionItem[]> {
    const entry = await this.ties.databaseOf(document);
    const catalog = entry && (await this.databases.load(entry)).catalog;
    if (!catalog) return [];
    const tables: readonly NamedColumns[] = [...catalog.tables, ...catalog.views];
    const offset = document.offsetAt(position);
    const statement = statementAt(document.getText(), offset)?.text ?? '';
    const before = document.getText(new vscode.Range(position.with({ character: 0 }), position));
    const qualifier = /([\w"\]`]+)\.\w*$/.exec(before)?.[1];
    if (qualifier !== undefined) return columnsOf(tables, statement, qualifier).map(columnItem);
    const mentioned = mentionedTables(tables, statement);
    return [
      ...mentioned.flatMap(({ columns }) => columns.map(columnItem)),
      ...tables.map(({ name }) => item(name, vscode.CompletionItemKind.Class)),
    ];
  }
}

function mentionedTables(tables: readonly NamedColumns[], statement: string) {
  const names = new Set(significantTokens(statement).map((token) => nameOf(token).toLowerCase()));
  return tables.filter(({ name }) => names.has(name.toLowerCase()));
}

/** The columns of a table or of its alias. */
function columnsOf(
  tables: readonly NamedColumns[],
  statement: string,
  qualifier: string,
): readonly Column[] {
  const wanted = qualifier.replace(/["`\]]/g, '').toLowerCase();
  const tokens = significantTokens(statement);
  const direct = tables.find(({ name }) => name.toLowerCase() === wanted);
  const aliased = tables.find(({ name }) =>
    tokens.some((token, at) => {
      if (nameOf(token).toLowerCase() !== name.toLowerCase()) return false;
      const next = tokens[at + 1];
      const alias = next && /^as$/i.test(next.text) ? tokens[at + 2] : next;
      return alias !== undefined && nameOf(alias).toLowerCase() === wanted;
    }),
  );
  return (direct ?? aliased)?.columns ?? [];
}

function columnItem({ name, type, notNull }: Column): vscode.CompletionItem {
  const made = item(name, vscode.CompletionItemKind.Field);
  made.detail = notNull ? `${type} NOT NULL` : type;
  return made;
}

function item(name: string, kind: vscode.CompletionItemKind): vscode.CompletionItem {
  const made = new vscode.CompletionItem(name, kind);
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) made.insertText = quoteName(name);
  return made;
}
