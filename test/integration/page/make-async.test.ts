import assert from 'node:assert/strict';
import { readSources, type Tree } from '../../support/memory-workspace.ts';
import { sampleCopy } from '../../support/vscode/sample.ts';
import { VSCodeWindow } from '../../support/vscode/window.ts';

describe('Making SQLAlchemy asynchronous', () => {
  let window: VSCodeWindow;
  let original: Tree;

  before(async () => {
    const workspace = sampleCopy('fastapi-sync');
    original = readSources(workspace.folder);
    window = await VSCodeWindow.open({ workspace, size: { width: 1440, height: 1000 } });
    await window.statusBar('PostgreSQL').waitFor();
  });
  after(() => window.close());

  it('shows a plan of its own, with no choice of engines, and writes nothing', async () => {
    await window.run('Database: Make SQLAlchemy Async');
    await window.row('Await the database in database.py').waitFor();
    await window.page.getByText('SQLAlchemy, asynchronous').first().waitFor();
    assert.equal(await window.row('Choices').count(), 0);
    assert.deepEqual(readSources(window.folder), original);
  });

  it('shows the diff of a step', async () => {
    await window.row('Await the database in database.py').click();
    await window.page
      .locator('.editor.modified')
      .getByText('create_async_engine')
      .first()
      .waitFor();
    await window.picture('make-async');
  });

  it('is applied on the engine that is in use, and makes nothing to toggle', async () => {
    await window.run('Database: Apply Plan');
    await window.page.getByText('SQLAlchemy is asynchronous in the files').first().waitFor();
    await window.statusBar('PostgreSQL').waitFor();
    assert.match(readSources(window.folder)['app/database.py'] ?? '', /create_async_engine/);
    await window.picture('make-async-applied');
  });

  it('is undone, byte for byte', async () => {
    await window.run('Database: Undo Switch');
    await window.page.getByText('files are as they were').first().waitFor();
    assert.deepEqual(readSources(window.folder), original);
  });

  it('has nothing to do where no session is synchronous', async () => {
    await window.close();
    window = await VSCodeWindow.open({ workspace: sampleCopy() });
    await window.statusBar('PostgreSQL').waitFor();
    await window.run('Database: Make SQLAlchemy Async');
    await window.page.getByText('no synchronous SQLAlchemy was found').first().waitFor();
  });
});
