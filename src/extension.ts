import * as vscode from 'vscode';

export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Engine Switch', { log: true });
  context.subscriptions.push(
    log,
    vscode.commands.registerCommand('engineSwitch.showLog', () => log.show()),
  );
}
