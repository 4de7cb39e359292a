import assert from 'node:assert/strict';
import { readSources, readTree, type Tree } from '../../support/memory-workspace.ts';
import { sampleCopy } from '../../support/vscode/sample.ts';
import { VSCodeWindow } from '../../support/vscode/window.ts';

describe('A switch to SQLite', () => {
  let window: VSCodeWindow;
  let original: Tree;

  before(async () => {
    const workspace = sampleCopy();
    original = readTree(workspace.folder);
    window = await VSCodeWindow.open({ workspace, size: { width: 1440, height: 1000 } });
  });
  after(() => window.close());

  it('starts from the status bar that says PostgreSQL', async () => {
    await window.statusBar('PostgreSQL').waitFor();
  });

  it('shows a plan, and writes nothing', async () => {
    await window.run('Database: Switch to SQLite');
    await window.row('config.py').waitFor();
    await window.picture('plan');
    assert.deepEqual(readTree(window.folder), original);
  });

  it('shows the diff of a step', async () => {
    await window.row('Point DATABASE_URL to SQLite').first().click();
    await window.page.locator('.editor.modified').getByText('sqlite+aiosqlite').waitFor();
    await window.picture('diff');
  });

  it('shows all changes as one diff', async () => {
    await window.run('Database: Open All Changes');
    const files = window.page.locator('.multiDiffEntry');
    await files.filter({ hasText: 'docker-compose.yml' }).waitFor();
    await window.picture('all-changes');
  });

  it('leaves out what is unticked, in the open diff too', async () => {
    const kept = window.page.locator('.editor.modified').getByText('POSTGRES_USER').first();
    const step = window.row('Remove POSTGRES_USER').first();
    await step.click();
    await step.getByRole('checkbox', { checked: true }).click();
    await kept.waitFor();
    await step.getByRole('checkbox', { checked: false }).click();
    await kept.waitFor({ state: 'detached' });
    await step.getByRole('checkbox', { checked: true }).waitFor();
  });

  it('writes all files when it is applied', async () => {
    await window.run('Database: Apply Plan');
    await window.statusBar('SQLite').waitFor();
    const after = readTree(window.folder);
    assert.match(after['.env'] ?? '', /^DATABASE_URL=sqlite\+aiosqlite:/m);
    await window.picture('applied');
  });

  it('opens its report', async () => {
    await window
      .webview()
      .getByRole('heading', { name: /Switched from PostgreSQL/ })
      .waitFor();
    await window.picture('report');
  });

  it('is taken back byte for byte', async () => {
    await window.run('Database: Undo Switch');
    await window.statusBar('PostgreSQL').waitFor();
    assert.deepEqual(readSources(window.folder), original);
    await window.row('Remove the db service').first().waitFor({ state: 'detached' });
    await window.picture('undone');
  });
});
