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
