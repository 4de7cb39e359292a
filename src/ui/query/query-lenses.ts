import * as vscode from 'vscode';
import { splitSqliteStatements } from '../../sql/sqlite-statements.ts';
import type { QueryTies } from './query-ties.ts';

/** Longer documents have no lens at each statement, in UTF-16 units. */
const longest = 200_000;

/** Above a script the database that it runs on, above each statement what can be done with it. */
export class QueryLenses implements vscode.CodeLensProvider {
  private readonly ties: QueryTies;
  readonly onDidChangeCodeLenses: vscode.Event<void>;

  constructor(ties: QueryTies) {
    this.ties = ties;
    this.onDidChangeCodeLenses = ties.onDidChange;
  }

  async provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    const top = new vscode.Range(0, 0, 0, 0);
    const entry = await this.ties.databaseOf(document);
    const tie = new vscode.CodeLens(top, {
      title: entry
        ? `$(database) ${entry.label}`
        : vscode.l10n.t('$(database) Choose a Database to Run This'),
      command: 'engineSwitch.tieQuery',
    });
    const text = document.getText();
    if (!entry || text.length > longest) return [tie];
    const lenses = splitSqliteStatements(text).flatMap(({ start, end }) => {
      const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
      const argument = { uri: document.uri, offset: start };
      return [
        lens(range, vscode.l10n.t('$(play) Run'), 'engineSwitch.runStatement', argument),
        lens(range, vscode.l10n.t('Explain'), 'engineSwitch.explainStatement', argument),
      ];
    });
    return [tie, ...lenses];
  }
}

function lens(range: vscode.Range, title: string, command: string, argument: object) {
  return new vscode.CodeLens(range, { title, command, arguments: [argument] });
}
