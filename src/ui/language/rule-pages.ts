import * as vscode from 'vscode';
import type { LanguageServices } from './language-services.ts';

const scheme = 'engine-switch-rule';
const openPage = 'engineSwitch.sql.openRule';

/** What opens the page of a diagnostic's code. */
export function rulePageLink(code: string): vscode.Uri {
  return vscode.Uri.parse(`command:${openPage}?${encodeURIComponent(JSON.stringify([code]))}`);
}

/** Shows the pages of the rules as previews of Markdown; they come with the extension. */
export function registerRulePages(services: () => Promise<LanguageServices>): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.workspace.registerTextDocumentContentProvider(scheme, {
      async provideTextDocumentContent({ path }) {
        const code = path.replace(/^\/|\.md$/g, '');
        return (await services()).page(code) ?? vscode.l10n.t('There is no rule “{0}”.', code);
      },
    }),
    vscode.commands.registerCommand(openPage, (code: unknown) =>
      vscode.commands.executeCommand(
        'markdown.showPreviewToSide',
        vscode.Uri.from({ scheme, path: `/${String(code)}.md` }),
      ),
    ),
  );
}
