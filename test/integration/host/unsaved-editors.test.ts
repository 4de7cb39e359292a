import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as vscode from 'vscode';

describe('A switch with an unsaved editor', () => {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file('/');
  const file = vscode.Uri.joinPath(folder, 'app/config.py');
  const onDisk = () => readFileSync(file.fsPath, 'utf8');
  let original: string;

  before(async () => {
    original = onDisk();
    const document = await vscode.workspace.openTextDocument(file);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(file, new vscode.Position(0, 0), '# not saved yet\n');
    await vscode.workspace.applyEdit(edit);
    assert.ok(document.isDirty);
  });

  after(async () => {
    await vscode.commands.executeCommand('engineSwitch.undoSwitch');
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(original));
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('plans what the editor shows', async () => {
    await vscode.commands.executeCommand('engineSwitch.switchToSqlite');
    const preview = vscode.Uri.from({
      scheme: 'engine-switch',
      path: '/app/config.py',
      query: 'after',
    });
    const text = (await vscode.workspace.openTextDocument(preview)).getText();
    assert.match(text, /^# not saved yet\n/);
    assert.match(text, /sqlite\+aiosqlite/);
    assert.equal(onDisk(), original);
  });

  it('writes both, the unsaved text and the switch', async () => {
    await vscode.commands.executeCommand('engineSwitch.applyPlan');
    assert.match(onDisk(), /^# not saved yet\n/);
    assert.match(onDisk(), /sqlite\+aiosqlite/);
  });

  it('gives the unsaved text back when it is undone', async () => {
    await vscode.commands.executeCommand('engineSwitch.undoSwitch');
    assert.equal(onDisk(), `# not saved yet\n${original}`);
  });
});
