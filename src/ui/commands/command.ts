import * as vscode from 'vscode';
import type { EngineMonitor } from '../engine-monitor.ts';
import { showError } from '../show-error.ts';
import type { SwitchServices } from '../switch-services.ts';
import type { SwitchSession } from '../switch-session.ts';

/** What every command of the switch works with. */
export interface SwitchUi {
  readonly session: SwitchSession;
  readonly monitor: EngineMonitor;
  readonly services: () => Promise<SwitchServices>;
  readonly log: vscode.LogOutputChannel;
  /** What tasks print. */
  readonly taskOutput: vscode.OutputChannel;
}

/** A command that works with one part of the user interface. */
export interface Command<Ui extends WithLog = SwitchUi> {
  /** As in the manifest. */
  readonly id: string;
  /** Changes files or runs programs: only in a workspace that the user trusts. */
  readonly needsTrust?: true;
  run(ui: Ui, argument?: unknown): Promise<unknown>;
}

/** What registering commands needs itself. */
export interface WithLog {
  readonly log: vscode.LogOutputChannel;
}

/** Registers commands; each error of theirs is shown in one place. */
export function registerCommands<Ui extends WithLog>(
  ui: Ui,
  commands: readonly Command<Ui>[],
): vscode.Disposable {
  const registrations = commands.map((command) =>
    vscode.commands.registerCommand(command.id, (argument?: unknown) => run(command, ui, argument)),
  );
  return vscode.Disposable.from(...registrations);
}

async function run<Ui extends WithLog>(
  command: Command<Ui>,
  ui: Ui,
  argument: unknown,
): Promise<unknown> {
  try {
    if (command.needsTrust && !vscode.workspace.isTrusted) return await askForTrust();
    return await command.run(ui, argument);
  } catch (error) {
    // Not awaited: the message stays until it is read, the command has ended.
    void showError(error, ui.log);
    return undefined;
  }
}

async function askForTrust(): Promise<void> {
  const manage = vscode.l10n.t('Manage Workspace Trust');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t(
      'This window is in Restricted Mode: a switch can be planned and looked at, but files are changed and programs run only in a folder that you trust.',
    ),
    manage,
  );
  if (answer === manage) await vscode.commands.executeCommand('workbench.trust.manage');
}
