import assert from 'node:assert/strict';
import { readTree, type Tree } from '../../support/memory-workspace.ts';
import { sampleCopy } from '../../support/vscode/sample.ts';
import { VSCodeWindow } from '../../support/vscode/window.ts';

describe('A switch that cannot be made safely', () => {
  let window: VSCodeWindow;
  let original: Tree;

  before(async () => {
    const workspace = sampleCopy('refused-models');
    original = readTree(workspace.folder);
    window = await VSCodeWindow.open({ workspace, size: { width: 1280, height: 900 } });
  });
  after(() => window.close());

  it('is refused with the list of what stands in the way', async () => {
    await window.statusBar('PostgreSQL').waitFor();
    await window.run('Database: Switch to SQLite');
    await window.row('Stands in the way').waitFor();
    await window.row('SQLite has no column type like TSTZRANGE').first().waitFor();
    await window.row('Plan the configuration alone').waitFor();
    await window.picture('refused');
    assert.deepEqual(readTree(window.folder), original);
  });

  it('offers the configuration alone, which is applied', async () => {
    await window.row('Plan the configuration alone').click();
    await window.row('Stands in the way').waitFor({ state: 'detached' });
    await window.page.getByText('files will change').waitFor();
    await window.picture('configuration-alone');
    await window.run('Database: Apply Plan');
    await window
      .webview()
      .getByRole('heading', { name: /Switched/ })
      .waitFor();
    const after = readTree(window.folder);
    assert.match(after['.env'] ?? '', /^DATABASE_URL=sqlite:/m);
    assert.equal(after['app/models.py'], original['app/models.py']);
  });
});
