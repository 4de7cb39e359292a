import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sampleCopy } from '../../support/vscode/sample.ts';
import { VSCodeWindow } from '../../support/vscode/window.ts';

describe('The connections of a workspace', () => {
  let window: VSCodeWindow;

  before(async () => {
    window = await VSCodeWindow.open({
      workspace: sampleCopy(),
      size: { width: 1440, height: 1000 },
    });
  });
  after(() => window.close());

  it('are shown before anything is planned', async () => {
    await window.statusBar('PostgreSQL').waitFor();
    await window.run('Database: Focus on Connections View');
    await window.row('DATABASE_URL').first().waitFor();
    await window
      .row(/\.env:\d+/)
      .first()
      .waitFor();
    await window.picture('connections');
  });

  it('say which source is overridden, and lead to its line', async () => {
    const overridden = window.row('overridden by').first();
    await overridden.waitFor();
    await window
      .row(/\.env:\d+/)
      .first()
      .click();
    await window.page.locator('.editor-instance .current-line').first().waitFor();
    await window.page.locator('.tab').filter({ hasText: '.env' }).waitFor();
    await window.picture('connection-line');
  });
});

describe('The connections of a workspace that changes', () => {
  let window: VSCodeWindow;
  const env = 'APP_NAME=harbour\nDATABASE_URL=postgresql+asyncpg://u:p@localhost/harbour\n';

  before(async () => {
    const workspace = sampleCopy('fastapi-env-overrides');
    writeFileSync(join(workspace.folder, '.env'), env);
    window = await VSCodeWindow.open({ workspace, size: { width: 1440, height: 1000 } });
    await window.statusBar('PostgreSQL').waitFor();
    await window.run('Database: Focus on Connections View');
    await window.row('.env:2').waitFor();
  });
  after(() => window.close());

  it('follow a line that moves, and its link leads to where it is', async () => {
    writeFileSync(join(window.folder, '.env'), `# Read by the application\n\n${env}`);
    await window.row('.env:2').waitFor({ state: 'detached' });
    await window.row('.env:4').click();
    const line = window.page.locator('.editor-instance .line-numbers.active-line-number');
    await line.getByText('4', { exact: true }).waitFor();
  });

  it('follow what is written in the editor, once it is saved', async () => {
    await window.page.locator('.editor-instance .view-line').first().click();
    await window.page.keyboard.press('Control+Home');
    await window.page.keyboard.press('Enter');
    await window.page.keyboard.press('Control+s');
    await window.row('.env:5').waitFor();
  });

  it('lose a supplier with its line, and what it overrode comes into force', async () => {
    await window.row(/config\.py.*overridden by/).waitFor();
    rmSync(join(window.folder, '.env'));
    await window.row('.env:5').waitFor({ state: 'detached' });
    rmSync(join(window.folder, 'docker-compose.yml'));
    await window.row(/config\.py.*overridden by/).waitFor({ state: 'detached' });
    await window.row(/config\.py.*PostgreSQL harbour/).waitFor();
  });

  it('are those of the other engine after a switch, and of the first after its undo', async () => {
    await window.run('Database: Switch to SQLite');
    await window.row('Point DATABASE_URL to SQLite').first().waitFor();
    await window.run('Database: Apply Plan');
    await window.statusBar('SQLite').waitFor();
    await window.run('Database: Focus on Connections View');
    await window.row(/config\.py.*SQLite/).waitFor();
    await window.picture('connections-switched');
    await window.run('Database: Undo Switch');
    await window.row(/config\.py.*PostgreSQL harbour/).waitFor();
  });
});
