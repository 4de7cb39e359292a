import * as vscode from 'vscode';

/** Asks for a server's password; it is shown nowhere. */
export async function askPassword(place: string): Promise<string | undefined> {
  return vscode.window.showInputBox({
    title: vscode.l10n.t('Password for {0}', place),
    prompt: vscode.l10n.t('It is kept in the secret storage of VS Code.'),
    password: true,
    ignoreFocusOut: true,
  });
}
