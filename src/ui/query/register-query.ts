import * as vscode from 'vscode';
import { registerCommands } from '../commands/command.ts';
import type { ExplorerUi } from '../explorer/explorer-ui.ts';
import { queryCommands } from './commands/index.ts';
import { QueryCompletion } from './query-completion.ts';
import { QueryHistory } from './query-history.ts';
import { QueryLenses } from './query-lenses.ts';
import { showTieInStatusBar } from './query-status.ts';
import { QueryTies } from './query-ties.ts';
import { ResultPanel } from './result-panel.ts';

/** Lets SQL files be run on the explorer's databases. */
export function registerQuery(explorer: ExplorerUi): vscode.Disposable {
  const { context, databases, activeGrid } = explorer;
  const ties = new QueryTies(context, databases);
  const results = new ResultPanel(
    { extension: context.extensionUri, active: activeGrid },
    context.workspaceState,
  );
  const history = new QueryHistory(context.workspaceState);
  const ui = { ...explorer, ties, history, results, last: {} };
  const selector = { language: 'sql' };
  return vscode.Disposable.from(
    ties,
    results,
    showTieInStatusBar(ties),
    vscode.languages.registerCodeLensProvider(selector, new QueryLenses(ties)),
    vscode.languages.registerCompletionItemProvider(
      selector,
      new QueryCompletion(ties, databases),
      '.',
    ),
    registerCommands(ui, queryCommands),
  );
}
