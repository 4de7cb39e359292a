import assert from 'node:assert/strict';
import { join } from 'node:path';
import { axeViolations } from '../../support/explorer/axe.ts';
import { writeSampleDatabase } from '../../support/explorer/sample-database.ts';
import { folderWith } from '../../support/vscode/sample.ts';
import { VSCodeWindow } from '../../support/vscode/window.ts';

const themes = {
  light: 'Light Modern',
};

describe('The grid', () => {
  for (const [name, theme] of Object.entries(themes)) {
    it(`is readable and accessible (${name})`, async () => {
      const workspace = folderWith({
        '.env': 'DATABASE_URL=sqlite:///./shop.db\n',
      });
      writeSampleDatabase(join(workspace.folder, 'shop.db'));
      const window = await VSCodeWindow.open({
        workspace,
        // The system's own scheme would win.
        settings: { 'workbench.colorTheme': theme, 'window.autoDetectColorScheme': false },
      });
      try {
        await window.page.getByRole('tab', { name: 'Database' }).first().click();
        await window.row(/^customers/).hover();
        await window
          .row(/^customers/)
          .getByRole('button', { name: 'Open Table' })
          .click();
        await window.webview().getByRole('gridcell', { name: 'Ada Okafor' }).first().click();
        assert.deepEqual(await axeViolations(window), []);
        await window.picture(`grid-${name}`);
        const body = window.webview().locator('body');
        assert.equal(await body.getAttribute('data-vscode-theme-kind'), `vscode-${name}`);
      } finally {
        await window.close();
      }
    });
  }
});
