import assert from 'node:assert/strict';
import { readSources } from '../../support/memory-workspace.ts';
import { sampleCopy } from '../../support/vscode/sample.ts';
import { VSCodeWindow } from '../../support/vscode/window.ts';

describe('Toggling the engine', () => {
  let window: VSCodeWindow;

  before(async () => {
    window = await VSCodeWindow.open({ workspace: sampleCopy() });
    await window.statusBar('PostgreSQL').waitFor();
  });
  after(() => window.close());

  const sources = () => readSources(window.folder);

  it('is refused where both engines are not kept, with the switch that keeps them', async () => {
    const before = sources();
    await window.run('Database: Toggle Engine');
    await window.answer('Plan to Keep Both');
    await window.row('keep PostgreSQL usable').waitFor();
    assert.deepEqual(sources(), before);
  });

  it('changes the env file alone, there and back, with one keystroke', async () => {
    await window.run('Database: Apply Plan');
    await window.statusBar('SQLite').waitFor();
    const onSqlite = sources();
    await window.page.keyboard.press('Shift+Alt+E');
    await window.statusBar('PostgreSQL').waitFor();
    await window.page.getByText('files were changed').waitFor({ state: 'detached' });
    await window.picture('toggled');
    const onPostgresql = sources();
    const changed = Object.keys(onPostgresql).filter(
      (path) => onPostgresql[path] !== onSqlite[path],
    );
    assert.deepEqual(changed, ['.env']);
    assert.match(onPostgresql['.env'] ?? '', /^DATABASE_URL=postgresql/m);
    await window.page.keyboard.press('Shift+Alt+E');
    await window.statusBar('SQLite').waitFor();
    assert.deepEqual(sources(), onSqlite);
  });

  it('is undone as every switch is', async () => {
    await window.run('Database: Undo Switch');
    await window.statusBar('PostgreSQL').waitFor();
    assert.match(sources()['.env'] ?? '', /^DATABASE_URL=postgresql/m);
  });
});
