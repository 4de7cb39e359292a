import assert from 'node:assert/strict';
import { join } from 'node:path';
import { axeViolations } from '../../support/explorer/axe.ts';
import { writeSampleDatabase } from '../../support/explorer/sample-database.ts';
import { folderWith } from '../../support/vscode/sample.ts';
import { VSCodeWindow } from '../../support/vscode/window.ts';

/** A theme of each kind, by the kind that VS Code tells its webviews. */
const themes = {
  'vscode-light': 'Light Modern',
  'vscode-dark': 'Dark Modern',
  'vscode-high-contrast': 'Default High Contrast',
  'vscode-high-contrast-light': 'Default High Contrast Light',
};

for (const [kind, theme] of Object.entries(themes)) {
  describe(`The explorer's webviews in ${theme}`, () => {
    let window: VSCodeWindow;

    before(async () => {
      const workspace = folderWith({ '.env': 'DATABASE_URL=sqlite:///./shop.db\n' });
      writeSampleDatabase(join(workspace.folder, 'shop.db'));
      const settings = { 'workbench.colorTheme': theme };
      const size = { width: 1280, height: 860 };
      window = await VSCodeWindow.open({ workspace, settings, size });
      await window.page.getByRole('tab', { name: 'Database' }).first().click();
      await window.row(/^customers/).waitFor();
    });
    after(() => window.close());

    it('shows a grid', async () => {
      const row = window.row(/^orders/).first();
      await row.hover();
      await row.getByRole('button', { name: 'Open Table' }).click();
      const grid = window.webview();
      await grid.getByRole('gridcell', { name: 'shipped' }).first().waitFor();
      await grid.locator('[data-row="2"][data-column="1"]').click();
      await grid.getByText('→ customers: Chloé Yılmaz').waitFor();
      await check('grid');
    });

    it('shows the panel of a filter', async () => {
      const grid = window.webview();
      await grid.getByRole('button', { name: /^status/ }).click();
      await grid.getByRole('dialog').getByRole('button', { name: /^paid/ }).waitFor();
      await check('filter');
      await window.page.keyboard.press('Escape');
    });

    it('shows pending changes', async () => {
      const grid = window.webview();
      await grid.getByRole('button', { name: 'Edit Data' }).click();
      await grid.getByRole('button', { name: 'Add Row' }).waitFor();
      await grid.getByRole('gridcell', { name: 'shipped' }).first().dblclick();
      await grid.locator('.cell-editor').fill('returned');
      await window.page.keyboard.press('Enter');
      await grid.locator('[data-row="4"][data-column="0"]').click();
      await grid.getByRole('button', { name: 'Delete Rows' }).click();
      await grid.locator('.row.deleted').waitFor();
      await check('edits');
    });

    it('shows a diagram', async () => {
      await window.run('Database: Show Diagram');
      await window
        .webview()
        .getByRole('group', { name: /^orders: id/ })
        .waitFor();
      await check('diagram');
    });

    async function check(name: string): Promise<void> {
      await window.picture(`${name}-${kind.replace('vscode-', '')}`);
      const body = window.webview().locator('body');
      assert.equal(await body.getAttribute('data-vscode-theme-kind'), kind);
      assert.deepEqual(await axeViolations(window), []);
    }
  });
}
