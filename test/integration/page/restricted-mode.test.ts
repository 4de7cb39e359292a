import assert from 'node:assert/strict';
import { readTree, type Tree } from '../../support/memory-workspace.ts';
import { sampleCopy } from '../../support/vscode/sample.ts';
import { VSCodeWindow } from '../../support/vscode/window.ts';

describe('Restricted Mode', () => {
  let window: VSCodeWindow;
  let original: Tree;

  before(async () => {
    const workspace = sampleCopy();
    original = readTree(workspace.folder);
    window = await VSCodeWindow.open({ workspace, trusted: false });
  });
  after(() => window.close());

  it('detects, plans and previews', async () => {
    await window.statusBar('Restricted Mode').waitFor();
    await window.statusBar('PostgreSQL').waitFor();
    await window.run('Database: Switch to SQLite');
    await window.row('Point DATABASE_URL to SQLite').first().click();
    await window.page.locator('.editor.modified').getByText('sqlite+aiosqlite').waitFor();
    await window.picture('restricted');
  });

  it('shows the history of migrations as its files tell', async () => {
    await window.run('Database: Focus on Migrations View');
    await window.row('Alembic: alembic.ini').click();
    await window.row('trust the folder first').waitFor();
    await window.row('Reports').waitFor();
    await window.picture('restricted-migrations');
    assert.deepEqual(readTree(window.folder), original);
  });

  it('does not apply', async () => {
    await window.page.keyboard.press('F1');
    await window.type('>Database: Apply Plan');
    await window.entry('Database: Discard Plan').waitFor();
    assert.equal(await window.entry('Database: Apply Plan').count(), 0);
    await window.type('>Database: Run Migrations');
    await window.entry('Database: Focus on Migrations View').waitFor();
    assert.equal(await window.entry('Database: Run Migrations').count(), 0);
    assert.deepEqual(readTree(window.folder), original);
  });
});
