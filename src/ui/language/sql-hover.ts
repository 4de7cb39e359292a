import * as vscode from 'vscode';
import { rulePageLink } from './rule-pages.ts';
import type { SqlDiagnostics } from './sql-diagnostics.ts';
import { sqlDocuments } from './sql-languages.ts';

/** Shows over a construct how it is written for the other database, with the rule's example. */
export function registerSqlHover(diagnostics: SqlDiagnostics): vscode.Disposable {
  return vscode.languages.registerHoverProvider(sqlDocuments, {
    async provideHover(document, position) {
      const here = diagnostics
        .problemsOf(document)
        .filter(({ range }) => range.contains(position))
        .sort((a, b) => lengthOf(document, a.range) - lengthOf(document, b.range));
      const [nearest] = here;
      if (!nearest) return undefined;
      const services = await diagnostics.services();
      const request = diagnostics.requestFor(document);
      const text = request && services.hover(request, nearest.found);
      if (!text) return undefined;
      const link = `[${vscode.l10n.t('About this rule')}](${rulePageLink(nearest.found.code)})`;
      const markdown = new vscode.MarkdownString(`${text}\n\n${link}`);
      markdown.isTrusted = { enabledCommands: ['engineSwitch.sql.openRule'] };
      return new vscode.Hover(markdown, nearest.range);
    },
  });
}

function lengthOf(document: vscode.TextDocument, range: vscode.Range): number {
  return document.offsetAt(range.end) - document.offsetAt(range.start);
}
