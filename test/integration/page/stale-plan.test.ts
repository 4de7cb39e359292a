import assert from 'node:assert/strict';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSources } from '../../support/memory-workspace.ts';
import { sampleCopy } from '../../support/vscode/sample.ts';
import { VSCodeWindow } from '../../support/vscode/window.ts';

describe('A plan whose files were changed since', () => {
  let window: VSCodeWindow;

  before(async () => {
    // Without a watcher the window does not learn of the change before it is applied.
    const settings = { 'files.watcherExclude': { '**': true } };
    window = await VSCodeWindow.open({ workspace: sampleCopy(), settings });
    await window.statusBar('PostgreSQL').waitFor();
    await window.run('Database: Switch to SQLite');
    await window.row('Point DATABASE_URL to SQLite').first().waitFor();
    appendFileSync(join(window.folder, '.env'), 'LATER=1\n');
  });
  after(() => window.close());

  it('writes nothing, says why, and offers to plan again', async () => {
    const before = readSources(window.folder);
    await window.run('Database: Apply Plan');
    await window.answer('Plan Again');
    assert.deepEqual(readSources(window.folder), before);
  });

  it('is applied with the change once it is made anew', async () => {
    await window.run('Database: Apply Plan');
    await window.statusBar('SQLite').waitFor();
    const env = readSources(window.folder)['.env'] ?? '';
    assert.match(env, /^DATABASE_URL=sqlite.*\nLATER=1\n$/m);
  });
});
