import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { axeViolations } from '../../support/explorer/axe.ts';
import { writeSampleDatabase } from '../../support/explorer/sample-database.ts';
import { folderWith } from '../../support/vscode/sample.ts';
import { VSCodeWindow } from '../../support/vscode/window.ts';

describe('The explorer', () => {
  let window: VSCodeWindow;
  let file: string;

  before(async () => {
    const workspace = folderWith({
      '.env': 'DATABASE_URL=sqlite:///./data/shop.db\n',
      'data/.keep': '',
    });
    file = join(workspace.folder, 'data/shop.db');
    writeSampleDatabase(file);
    window = await VSCodeWindow.open({ workspace });
    window.page.context().setDefaultTimeout(10_000);
    await window.page.getByRole('tab', { name: 'Database' }).first().click();
  });
  after(() => window.close());

  it('lists the database that the configuration means, with its tables', async () => {
    await window.row('data/shop.db').waitFor();
    await window.row(/customers.*500 rows/).waitFor();
    await window.row(/orders.*10,000\+ rows/).waitFor();
    await window.row(/product_search.*fts5/).waitFor();
    await window.picture('explorer-tree');
  });

  it('opens a table in a grid', async () => {
    await window
      .row(/^orders/)
      .first()
      .dblclick();
    await window
      .row(/^orders/)
      .first()
      .getByRole('button', { name: 'Open Table' })
      .click();
    await window
      .webview()
      .getByRole('columnheader', { name: /customer_id/ })
      .waitFor();
    await window.webview().getByRole('gridcell', { name: 'shipped' }).first().waitFor();
    await window.picture('explorer-grid');
  });

  it('shows a commit of the application within two seconds, and leaves no files behind', async () => {
    const application = new DatabaseSync(file);
    application.exec('PRAGMA journal_mode = WAL');
    application.exec("INSERT INTO products (sku, title, price_cents) VALUES ('NEW', 'New one', 1)");
    await window.row(/products.*9 rows/).waitFor({ timeout: 2500 });
    application.close();
    assert.deepEqual(readdirSync(dirname(file)).sort(), ['.keep', 'shop.db']);
  });

  it('goes to the end of a table at once', async () => {
    const grid = window.webview();
    await grid.getByRole('button', { name: 'Last rows' }).click();
    await grid.locator('[role=gridcell].active', { hasText: '12000' }).waitFor();
    await grid.getByRole('button', { name: 'Count All' }).click();
    await grid.getByRole('status').filter({ hasText: '12,000 rows' }).waitFor();
  });

  it('sorts, filters by a value and finds', async () => {
    const grid = window.webview();
    await grid.getByRole('columnheader', { name: /status/ }).click();
    await grid.getByRole('status').filter({ hasText: 'sorted by status ascending' }).waitFor();
    await grid.getByRole('button', { name: 'Filter status' }).click();
    await grid.getByRole('dialog').getByRole('button', { name: /^paid/ }).click();
    await grid.getByRole('status').filter({ hasText: '3,000 rows' }).waitFor();
    await grid.getByRole('searchbox').fill('ring twice');
    await grid
      .getByRole('status')
      .filter({ hasText: /^42[89] rows/ })
      .waitFor();
    await window.picture('explorer-filtered');
    await grid.getByRole('searchbox').fill('');
    await grid.getByRole('button', { name: /Remove filter/ }).click();
    await grid.getByRole('status').filter({ hasText: '10,000+ rows' }).waitFor();
  });

  it('follows a foreign key to its row', async () => {
    const grid = window.webview();
    await grid.locator('[data-follow]').first().click();
    await window.page.getByRole('tab', { name: 'customers' }).waitFor();
    await window.webview().getByRole('status').filter({ hasText: '1 rows' }).waitFor();
    await window.picture('explorer-followed');
  });

  it('runs nothing that a database holds', async () => {
    await window.row('odd "names"').first().hover();
    await window.row('odd "names"').first().getByRole('button', { name: 'Open Table' }).click();
    const grid = window.webview();
    await grid.getByText('<img src=x onerror="document.title=1">').waitFor();
    await grid.getByText('9007199254740993').waitFor();
    assert.equal(await grid.locator('img').count(), 0);
    await window.picture('explorer-odd');
  });

  it('is accessible', async () => {
    const violations = await axeViolations(window);
    assert.deepEqual(violations, []);
  });
});
