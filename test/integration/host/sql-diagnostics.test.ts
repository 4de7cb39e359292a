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

/** Resolves once a tab with such a label is open. */
function tab(label: RegExp): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
      if (!tabs.some((one) => label.test(one.label))) return;
      listener.dispose();
      resolve();
    };
    const listener = vscode.window.tabGroups.onDidChangeTabs(look);
    look();
  });
}

function isOurs({ source }: vscode.Diagnostic): boolean {
  return source === 'Engine Switch';
}

function codeOf({ code }: vscode.Diagnostic): unknown {
  return typeof code === 'object' ? code.value : code;
}

/** Actions with their edits, as the editor has them once one is chosen. */
async function actionsAt(
  uri: vscode.Uri,
  range: vscode.Range,
  kind = vscode.CodeActionKind.QuickFix,
): Promise<readonly vscode.CodeAction[]> {
  return vscode.commands.executeCommand<readonly vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    uri,
    range,
    kind.value,
    50,
  );
}

async function choose(
  uri: vscode.Uri,
  range: vscode.Range,
  title: RegExp,
  kind?: vscode.CodeActionKind,
): Promise<void> {
  const actions = await actionsAt(uri, range, kind);
  const action = actions.find((one) => title.test(one.title));
  assert.ok(action, actions.map((one) => one.title).join('\n'));
  if (action.edit) assert.ok(await vscode.workspace.applyEdit(action.edit));
  const { command } = action;
  if (command) await vscode.commands.executeCommand(command.command, ...(command.arguments ?? []));
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

const script = [
  "SELECT name FROM people WHERE name ILIKE 'a%';",
  "SELECT name FROM people WHERE name ILIKE 'g%' AND position('e' in name) > 0;",
  '',
].join('\n');

describe('SQL diagnostics', () => {
  const settings = vscode.workspace.getConfiguration('engineSwitch');
  const files: vscode.Uri[] = [];

  before(() => settings.update('sql.check', 'always', vscode.ConfigurationTarget.Workspace));
  after(() => settings.update('sql.check', undefined, vscode.ConfigurationTarget.Workspace));
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    for (const uri of files.splice(0)) await vscode.workspace.fs.delete(uri);
  });

  async function open(name: string, text: string): Promise<vscode.TextDocument> {
    const folder = vscode.workspace.workspaceFolders?.[0];
    assert.ok(folder);
    const uri = vscode.Uri.joinPath(folder.uri, name);
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    files.push(uri);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    return document;
  }

  it('mark PostgreSQL in a Python string, and a fix makes it run on SQLite', async () => {
    const document = await open('people.py', python);
    const [problem] = await problems(document.uri, 1);
    assert.ok(problem);
    assert.equal(problem.severity, vscode.DiagnosticSeverity.Error);
    assert.deepEqual([problem.range.start.line, problem.range.start.character], [4, 10]);
    assert.match(document.getText(problem.range), /^born::date/);

    await choose(document.uri, problem.range, /^Write it for SQLite/);
    await problems(document.uri, 0);

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
  });

  it('count columns in UTF-16, behind emoji and escapes', async () => {
    const document = await open('emoji.py', `q = "SELECT '🎉\\n' FROM t WHERE n ILIKE 'a'"\n`);
    const [problem] = await problems(document.uri, 1);
    assert.ok(problem);
    assert.equal(document.getText(problem.range), "n ILIKE 'a'");
  });

  it('lead to the page of their rule', async () => {
    const document = await open('linked.sql', "SELECT 1 WHERE 'a' ILIKE 'A';\n");
    const [problem] = await problems(document.uri, 1);
    assert.ok(typeof problem?.code === 'object');
    assert.equal(problem.code.value, 'ilike');
    const [id = '', parameters = ''] = problem.code.target
      .toString(true)
      .split(/^command:|\?/)
      .filter(Boolean);
    await vscode.commands.executeCommand(id, ...JSON.parse(decodeURIComponent(parameters)));
    await tab(/ilike/);
    const uri = vscode.Uri.parse('engine-switch-rule:/ilike.md');
    const page = await vscode.workspace.openTextDocument(uri);
    assert.match(page.getText(), /^# .*\n\nCode: `ilike`/);
  });

  it('show the form for SQLite and an example when hovered', async () => {
    const document = await open('hovered.py', `q = "SELECT a FROM t WHERE n ILIKE 'a%'"\n`);
    const [problem] = await problems(document.uri, 1);
    assert.ok(problem);
    const hovers = await vscode.commands.executeCommand<readonly vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      problem.range.start,
    );
    const shown = hovers
      .flatMap(({ contents }) => contents)
      .map((content) => (typeof content === 'string' ? content : content.value))
      .join('\n');
    assert.match(shown, /n LIKE 'a%'/);
    assert.match(shown, /Example:/);
    assert.match(shown, /command:engineSwitch\.sql\.openRule/);
  });

  it('are hidden by a comment for a line, which is reported when it is of no use', async () => {
    const document = await open('hidden.sql', script);
    const [first] = await problems(document.uri, 3);
    assert.ok(first);
    await choose(document.uri, first.range, /^Disable “ilike” for this line/);
    await problems(document.uri, 2);
    assert.match(document.lineAt(0).text, /^-- engine-switch-ignore ilike: /);

    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, document.lineAt(1).range, 'SELECT name FROM people;');
    await vscode.workspace.applyEdit(edit);
    const [unused] = await problems(document.uri, 3);
    assert.ok(unused);
    assert.equal(codeOf(unused), 'unused-ignore');
    await choose(document.uri, unused.range, /^Remove what hides nothing/);
    await problems(document.uri, 2);
    assert.equal(document.lineAt(0).text, 'SELECT name FROM people;');
  });

  it('are hidden in a whole file of code', async () => {
    const document = await open('hidden.py', `a = 1\nq = "SELECT a FROM t WHERE n ILIKE 'a%'"\n`);
    const [first] = await problems(document.uri, 1);
    assert.ok(first);
    await choose(document.uri, first.range, /^Disable “ilike” for this file/);
    await problems(document.uri, 0);
    assert.match(document.lineAt(0).text, /^# engine-switch-ignore-file ilike: /);
  });

  it('are put right for one rule, and for the file', async () => {
    const document = await open('fixed.sql', script);
    const [first] = await problems(document.uri, 3);
    assert.ok(first);
    await choose(document.uri, first.range, /^Fix all 2 of “ilike”/);
    const [left] = await problems(document.uri, 1);
    assert.ok(left && !/ILIKE/.test(document.getText()));
    await vscode.commands.executeCommand('undo');
    await problems(document.uri, 3);
    await choose(document.uri, first.range, /^Fix all/, vscode.CodeActionKind.SourceFixAll);
    await problems(document.uri, 0);
    assert.match(document.getText(), /name LIKE 'g%' AND instr\(name, 'e'\)/);
  });

  it('are put right on save only where that is wanted', async () => {
    const document = await open('saved.sql', script);
    await problems(document.uri, 3);
    const type = async (text: string) => {
      const edit = new vscode.WorkspaceEdit();
      edit.insert(document.uri, document.lineAt(document.lineCount - 1).range.end, text);
      await vscode.workspace.applyEdit(edit);
      await document.save();
    };
    await type('SELECT 1;\n');
    assert.match(document.getText(), /ILIKE/);
    const editor = vscode.workspace.getConfiguration('editor', document);
    const onSave = { 'source.fixAll.engineSwitch': 'explicit' };
    const { Workspace } = vscode.ConfigurationTarget;
    await editor.update('codeActionsOnSave', onSave, Workspace);
    await type('SELECT 2;\n');
    await editor.update('codeActionsOnSave', undefined, Workspace);
    assert.doesNotMatch(document.getText(), /ILIKE/);
  });

  it('go with the conversion of a file, beside it and in place', async () => {
    const document = await open('converted.sql', script);
    const [first] = await problems(document.uri, 3);
    assert.ok(first);
    await choose(document.uri, first.range, /^Convert the file into converted_sqlite\.sql/);
    const beside = document.uri.with({ path: document.uri.path.replace('.sql', '_sqlite.sql') });
    files.push(beside);
    const converted = (await vscode.workspace.openTextDocument(beside)).getText();
    assert.match(converted, /name LIKE 'g%' AND instr\(name, 'e'\)/);
    assert.equal(document.getText(), script);

    await choose(document.uri, first.range, /^Convert the file in place/);
    assert.equal(document.getText(), converted);
    await problems(document.uri, 0);
    await document.save();
  });

  it('know the types of columns from the scripts of the workspace', async () => {
    const query = 'SELECT price / 2 FROM goods;\n';
    const document = await open('query.sql', query);
    await open('schema.sql', 'CREATE TABLE goods (price NUMERIC(10, 2));\n');
    const [problem] = await problems(document.uri, 1);
    assert.ok(problem);
    assert.equal(codeOf(problem), 'division');
  });

  it('name what SQLAlchemy has for PostgreSQL alone', async () => {
    const text = "from sqlalchemy import func\n\nx = func.date_trunc('month', day)\n";
    const document = await open('api.py', text);
    const [problem] = await problems(document.uri, 1);
    assert.ok(problem);
    assert.equal(codeOf(problem), 'sqlalchemy-function');
    assert.equal(document.getText(problem.range), 'func.date_trunc');
  });

  it('are those of PostgreSQL once these were asked for', async () => {
    const text = "SELECT group_concat(name, ',') FROM people;\n";
    const document = await open('reverse.sql', text);
    await vscode.commands.executeCommand('engineSwitch.checkSqlForPostgresql');
    const [problem] = await problems(document.uri, 1);
    assert.match(problem ? document.getText(problem.range) : '', /group_concat/);
    await vscode.commands.executeCommand('engineSwitch.checkSql');
    await problems(document.uri, 0);
  });
});
