import * as vscode from 'vscode';
import type { EngineMonitor } from '../engine-monitor.ts';
import { showError } from '../show-error.ts';
import type { SwitchServices } from '../switch-services.ts';
import type { SwitchSession } from '../switch-session.ts';
import type { TaskTerminal } from '../task-terminal.ts';

/** What every command of the switch works with. */
export interface SwitchUi {
  readonly session: SwitchSession;
  readonly monitor: EngineMonitor;
  readonly services: () => Promise<SwitchServices>;
  readonly log: vscode.LogOutputChannel;
  /** Where tasks print. */
  readonly terminal: TaskTerminal;
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
  // Messages are not awaited: they stay until they are read, the command has ended.
  if (command.needsTrust && !vscode.workspace.isTrusted) {
    void askForTrust();
    return undefined;
  }
  try {
    return await command.run(ui, argument);
  } catch (error) {
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
