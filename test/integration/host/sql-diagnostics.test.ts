import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import * as vscode from 'vscode';

/** What the diagnostics of ours are once there are this many. */
function problems(uri: vscode.Uri, count: number): Promise<readonly vscode.Diagnostic[]> {
  return new Promise((resolve) => {
    const look = () => {
      const own = vscode.languages.getDiagnostics(uri).filter(isOurs);
      if (own.length !== count) return;
      listener.dispose();
      resolve(own);
    };
    const listener = vscode.languages.onDidChangeDiagnostics(look);
    look();
  });
}

function isOurs({ source }: vscode.Diagnostic): boolean {
  return source === 'Engine Switch';
}

const python = [
  'from sqlalchemy import text',
  '',
  "query = text('''",
  '    SELECT name FROM people',
  "    WHERE born::date < '1900-01-01'",
  "''')",
  '',
].join('\n');

describe('SQL diagnostics', () => {
  const settings = vscode.workspace.getConfiguration('engineSwitch');
  before(() => settings.update('sql.check', 'always', vscode.ConfigurationTarget.Workspace));
  after(async () => {
    await settings.update('sql.check', undefined, vscode.ConfigurationTarget.Workspace);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('mark PostgreSQL in a Python string, and a fix makes it run on SQLite', async () => {
    const folder = vscode.workspace.workspaceFolders?.[0];
    assert.ok(folder);
    const uri = vscode.Uri.joinPath(folder.uri, 'people.py');
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(python));
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);

    const [problem] = await problems(uri, 1);
    assert.ok(problem);
    assert.equal(problem.severity, vscode.DiagnosticSeverity.Error);
    assert.equal(problem.range.start.line, 4);
    assert.match(document.getText(problem.range), /born::date/);

    const actions = await vscode.commands.executeCommand<readonly vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      uri,
      problem.range,
      vscode.CodeActionKind.QuickFix.value,
    );
    const fix = actions.find(({ isPreferred }) => isPreferred);
    assert.ok(fix?.edit, actions.map(({ title }) => title).join());
    assert.ok(await vscode.workspace.applyEdit(fix.edit));
    await problems(uri, 0);

    const [, sql = ''] = /'''([\s\S]*?)'''/.exec(document.getText()) ?? [];
    const database = new DatabaseSync(':memory:');
    database.exec(
      "CREATE TABLE people (name TEXT, born TEXT); INSERT INTO people VALUES ('Ada', '1815-12-10 08:00:00'), ('Grace', '1906-12-09 08:00:00')",
    );
    assert.deepEqual(
      database
        .prepare(sql)
        .all()
        .map((row) => row.name),
      ['Ada'],
    );
    database.close();
    await vscode.workspace.fs.delete(uri);
  });
});
