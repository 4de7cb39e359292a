import * as vscode from 'vscode';
import { checkWorkspaceCommand } from './commands/check-workspace.ts';
import { registerCommands, type SwitchUi } from './commands/command.ts';
import { commands } from './commands/index.ts';
import { registerConnections } from './connections/connections-view.ts';
import { keepContextKeys } from './context-keys.ts';
import { EngineMonitor } from './engine-monitor.ts';
import type { Databases } from './explorer/databases.ts';
import { checkSqlCommand } from './language/check-sql.ts';
import { convertSqlCommand } from './language/convert-sql.ts';
import type { LanguageServices } from './language/language-services.ts';
import { LiveDefinitions } from './language/live-definitions.ts';
import { registerRulePages } from './language/rule-pages.ts';
import { SqlDiagnostics } from './language/sql-diagnostics.ts';
import { registerSqlFixes } from './language/sql-fixes.ts';
import { registerSqlHover } from './language/sql-hover.ts';
import { WorkspaceSchema } from './language/workspace-schema.ts';
import { pathIn } from './open-editors.ts';
import { PreviewDocuments } from './preview/preview-documents.ts';
import { showError } from './show-error.ts';
import { showEngineInStatusBar } from './status-bar.ts';
import type { SwitchServices } from './switch-services.ts';
import { SwitchSession } from './switch-session.ts';
import { TaskTerminal } from './task-terminal.ts';
import { PlanView } from './views/plan-view.ts';

/** What the switch is made of. */
interface SwitchParts {
  readonly services: () => Promise<SwitchServices>;
  readonly language: () => Promise<LanguageServices>;
  readonly databases: Databases;
  readonly log: vscode.LogOutputChannel;
}

/** Puts the switch into the editor: its view, commands, previews and the status bar's entry. */
export function registerSwitch({
  services,
  language,
  databases,
  log,
}: SwitchParts): vscode.Disposable {
  const terminal = new TaskTerminal();
  const problems = vscode.languages.createDiagnosticCollection('engine-switch');
  const session = new SwitchSession(services);
  const report = (error: unknown) => void showError(error, log);
  const monitor = new EngineMonitor(services, report);
  const ui: SwitchUi = { session, monitor, services, log, terminal };
  const live = new LiveDefinitions(databases, log);
  const schema = new WorkspaceSchema({ services: language, live, report });
  const sql = new SqlDiagnostics({ services: language, monitor, schema, report });
  monitor.lookSoon();
  return vscode.Disposable.from(
    terminal,
    problems,
    session,
    monitor,
    live,
    schema,
    sql,
    registerSqlFixes(sql),
    registerSqlHover(sql),
    registerRulePages(language),
    new PlanView(session),
    registerConnections(monitor),
    new PreviewDocuments(session),
    showEngineInStatusBar(monitor),
    keepContextKeys(monitor, session),
    registerCommands(ui, [
      ...commands,
      checkWorkspaceCommand(problems),
      ...(['sqlite', 'postgresql'] as const).flatMap((target) => [
        checkSqlCommand(sql, target),
        convertSqlCommand(sql, target),
      ]),
    ]),
    monitor.onDidChange(() => session.renew().catch(report)),
    lookAfterEdits(ui),
    vscode.workspace.onDidChangeWorkspaceFolders(() => monitor.lookSoon()),
  );
}

/** A plan is of what the editors show: typing in one of its files makes it anew. */
function lookAfterEdits({ session, monitor }: SwitchUi): vscode.Disposable {
  return vscode.workspace.onDidChangeTextDocument(({ document }) => {
    const planned = session.current;
    const path = planned && pathIn(planned.folder, document.uri);
    if (planned && path !== undefined && planned.before.files.has(path)) monitor.lookSoon();
  });
}
