import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderWith } from '../../support/vscode/sample.ts';
import { VSCodeWindow } from '../../support/vscode/window.ts';

const url = 'DATABASE_URL=postgresql://app:s3cret@localhost/app\n';

describe('Checking a switched workspace', () => {
  let window: VSCodeWindow;

  before(async () => {
    window = await VSCodeWindow.open({ workspace: folderWith({ '.env': url }) });
    await window.statusBar('PostgreSQL').waitFor();
    await window.run('Database: Switch to SQLite');
    await window.row('Point DATABASE_URL to SQLite').waitFor();
    await window.run('Database: Apply Plan');
    await window.statusBar('SQLite').waitFor();
  });
  after(() => window.close());

  const problem = () => window.page.locator('.markers-panel .monaco-list-row');

  it('lists what points at the other engine as problems, with the next step', async () => {
    mkdirSync(join(window.folder, 'worker'));
    writeFileSync(join(window.folder, 'worker/.env'), url);
    await window.run('Database: Check Workspace');
    await window.answer('Show Problems');
    await problem().filter({ hasText: 'This does not fit SQLite' }).waitFor();
    await window.picture('problems');
  });

  it('leads to the line', async () => {
    await problem().filter({ hasText: 'This does not fit SQLite' }).click();
    await window.page.locator('.tab').filter({ hasText: '.env' }).waitFor();
  });

  it('takes them away once they are solved', async () => {
    writeFileSync(join(window.folder, 'worker/.env'), 'DATABASE_URL=sqlite:///./app.db\n');
    await window.run('Database: Check Workspace');
    await problem().first().waitFor({ state: 'detached' });
  });
});
