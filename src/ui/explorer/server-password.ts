import * as vscode from 'vscode';

/** Asks for a server's password, which is shown nowhere; `refusal` of the one before. */
export async function askPassword(
  place: string,
  refusal: string | undefined,
): Promise<string | undefined> {
  return vscode.window.showInputBox({
    title: vscode.l10n.t('Password for {0}', place),
    prompt: refusal ?? vscode.l10n.t('It is kept in the secret storage of VS Code.'),
    password: true,
    ignoreFocusOut: true,
  });
}
