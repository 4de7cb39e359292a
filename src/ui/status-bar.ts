import * as vscode from 'vscode';
import { engines } from '../engines/index.ts';
import type { EngineMonitor, ShownEngine } from './engine-monitor.ts';
import { showsStatusBar } from './settings.ts';

/** Says in the status bar which engine the workspace uses; a click offers what can be done. */
export function showEngineInStatusBar(monitor: EngineMonitor): vscode.Disposable {
  const item = vscode.window.createStatusBarItem(
    'engineSwitch.engine',
    vscode.StatusBarAlignment.Left,
    50,
  );
  item.name = vscode.l10n.t('Database Engine');
  item.command = 'engineSwitch.showActions';
  const update = () => {
    const text = labelOf(monitor.engine);
    item.text = `$(database) ${text}`;
    item.tooltip = vscode.l10n.t('This workspace uses {0}. Click to switch.', text);
    item.accessibilityInformation = { label: vscode.l10n.t('Database engine: {0}', text) };
    if (text !== '' && showsStatusBar()) item.show();
    else item.hide();
  };
  const settings = vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration('engineSwitch.statusBar')) update();
  });
  return vscode.Disposable.from(item, settings, monitor.onDidChange(update));
}

function labelOf(engine: ShownEngine): string {
  switch (engine) {
    case 'none':
    case 'unknown':
      return '';
    case 'mixed':
      return vscode.l10n.t('mixed');
    default:
      return engines[engine].label;
  }
}
