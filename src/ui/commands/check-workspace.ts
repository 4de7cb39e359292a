import * as vscode from 'vscode';
import type { Notice, Severity } from '../../core/notice.ts';
import { engines } from '../../engines/index.ts';
import type { CheckResult } from '../../workflow/check.ts';
import { localFolders } from '../engine-monitor.ts';
import { workspaceInput } from '../open-editors.ts';
import { translatedNotice } from '../translated-notice.ts';
import type { Command } from './command.ts';

/** Looks for places that still point at the other engine and lists them as problems. */
export function checkWorkspaceCommand(problems: vscode.DiagnosticCollection): Command {
  return {
    id: 'engineSwitch.checkWorkspace',
    async run(ui) {
      const services = await ui.services();
      problems.clear();
      for (const folder of localFolders()) {
        const result = await services.check(workspaceInput(folder));
        const told = result.problems.map((each) => translatedNotice(each, services));
        show(problems, folder, told);
        void tell(result);
      }
    },
  };
}

function show(
  problems: vscode.DiagnosticCollection,
  folder: vscode.WorkspaceFolder,
  notices: readonly Notice[],
): void {
  for (const path of new Set(notices.map((notice) => notice.path))) {
    const own = notices.filter((notice) => notice.path === path);
    problems.set(vscode.Uri.joinPath(folder.uri, path), own.map(diagnosticOf));
  }
}

function diagnosticOf({ code, severity, range, message, nextStep }: Notice): vscode.Diagnostic {
  const { start, end } = range ?? {
    start: { line: 0, character: 0 },
    end: { line: 0, character: 0 },
  };
  const diagnostic = new vscode.Diagnostic(
    new vscode.Range(start.line, start.character, end.line, end.character),
    `${message} ${nextStep}`,
    severityOf(severity),
  );
  diagnostic.source = 'Engine Switch';
  diagnostic.code = code;
  return diagnostic;
}

function severityOf(severity: Severity): vscode.DiagnosticSeverity {
  switch (severity) {
    case 'blocking':
      return vscode.DiagnosticSeverity.Error;
    case 'warning':
      return vscode.DiagnosticSeverity.Warning;
    case 'info':
      return vscode.DiagnosticSeverity.Information;
  }
}

async function tell({ engine, problems }: CheckResult): Promise<void> {
  const todo = problems.filter(({ severity }) => severity !== 'info').length;
  if (!engine) {
    await vscode.window.showInformationMessage(
      vscode.l10n.t('No PostgreSQL or SQLite was found in this workspace.'),
    );
    return;
  }
  const label = engine === 'mixed' ? vscode.l10n.t('both engines') : engines[engine].label;
  if (todo === 0) {
    await vscode.window.showInformationMessage(
      vscode.l10n.t('This workspace runs on {0}, and nothing in it points elsewhere.', label),
    );
    return;
  }
  const open = vscode.l10n.t('Show Problems');
  const answer = await vscode.window.showWarningMessage(
    todo === 1
      ? vscode.l10n.t('This workspace runs on {0}; 1 place wants a look.', label)
      : vscode.l10n.t('This workspace runs on {0}; {1} places want a look.', label, todo),
    open,
  );
  if (answer === open) await vscode.commands.executeCommand('workbench.actions.view.problems');
}
