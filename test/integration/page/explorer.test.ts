import assert from 'node:assert/strict';
import { copyFileSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { axeViolations } from '../../support/explorer/axe.ts';
import { ExplorerPage } from '../../support/explorer/explorer-page.ts';
import { writeSampleDatabase } from '../../support/explorer/sample-database.ts';
import { folderWith } from '../../support/vscode/sample.ts';
import type { VSCodeWindow } from '../../support/vscode/window.ts';

describe('The explorer', () => {
  let explorer: ExplorerPage;
  let window: VSCodeWindow;
  let file: string;

  before(async () => {
    const workspace = folderWith({
      '.env': 'DATABASE_URL=sqlite:///./data/shop.db\n',
      'data/.keep': '',
    });
    file = join(workspace.folder, 'data/shop.db');
    writeSampleDatabase(file);
    explorer = await ExplorerPage.open({ workspace });
    window = explorer.window;
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
    await window
      .webview()
      .getByRole('status')
      .filter({ hasText: /^1 row$/ })
      .waitFor();
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

  it('collects edits, undoes and redoes them, and saves them in one transaction', async () => {
    await explorer.openTable('products');
    const grid = window.webview();
    await grid.getByRole('button', { name: 'Edit Data' }).click();
    await grid.getByRole('button', { name: 'Add Row' }).waitFor();
    await editCell('Notebook', 'Exercise Book');
    await editCell('Globe', 'Moon Globe');
    await grid.getByRole('button', { name: '2 pending: show SQL' }).waitFor();
    await window.picture('explorer-editing');
    await grid.getByRole('gridcell', { name: 'Moon Globe' }).click();
    await window.page.keyboard.press('Control+z');
    await grid.getByRole('gridcell', { name: 'Globe', exact: true }).waitFor();
    await window.page.keyboard.press('Control+y');
    await grid.getByRole('gridcell', { name: 'Moon Globe' }).waitFor();
    assert.deepEqual(titles(), ['Globe', 'Notebook']);
    await window.page.keyboard.press('Control+s');
    await grid.getByRole('button', { name: /pending/ }).waitFor({ state: 'hidden' });
    assert.deepEqual(titles(), ['Exercise Book', 'Moon Globe']);
  });

  it('does not overwrite what the application changed meanwhile', async () => {
    const grid = window.webview();
    await editCell('Moon Globe', 'Mars Globe');
    const application = new DatabaseSync(file);
    application.exec("UPDATE products SET title = 'Sold Out Globe' WHERE title = 'Moon Globe'");
    application.close();
    await window.page.keyboard.press('Control+s');
    await (await explorer.notification('changed by another program since')).waitFor();
    await explorer.clearNotifications();
    assert.deepEqual(titles(), ['Exercise Book', 'Sold Out Globe']);
    await window.run('File: Revert File');
    await grid.getByRole('gridcell', { name: 'Sold Out Globe' }).waitFor();
  });

  it('exports a table', async () => {
    await explorer.openTable('products');
    await window.webview().getByRole('button', { name: 'Export…' }).click();
    await window.pick('CSV');
    const target = join(window.folder, 'products.csv');
    await window.page.locator('.quick-input-title', { hasText: 'Export products' }).waitFor();
    await window.page.getByRole('button', { name: 'OK', exact: true }).click();
    await (await explorer.notification('9 rows written')).waitFor();
    await explorer.clearNotifications();
    assert.match(
      readFileSync(target, 'utf8'),
      /^sku,title,price_cents,price\r\nNEW,New one,1,0.01\r\n/,
    );
  });

  it('draws the schema, accessibly', async () => {
    await window.run('Database: Show Diagram');
    const diagram = window.webview();
    await diagram.getByRole('group', { name: /^orders: id, customer_id/ }).waitFor();
    await diagram.getByRole('searchbox').fill('sku');
    await diagram.getByRole('status').filter({ hasText: '2 tables' }).waitFor();
    await window.picture('explorer-diagram');
    assert.deepEqual(await axeViolations(window), []);
  });

  it('opens a file whose name says nothing as a database', async () => {
    copyFileSync(file, join(dirname(file), 'store'));
    await window.row('data/store').waitFor();
    await window.page.keyboard.press('Control+p');
    await window.type('data/store');
    await window.pick('store');
    await window.page.getByText('The file is not displayed').waitFor();
    await window.run('View: Reopen Editor With...');
    await window.type('SQLite Database');
    await window.pick('SQLite Database');
    await window
      .webview()
      .getByRole('tab', { name: /customers/ })
      .click();
    await window.webview().getByText('user0@example.org').waitFor();
    await window.picture('explorer-file');
  });

  it('is accessible', async () => {
    const violations = await axeViolations(window);
    assert.deepEqual(violations, []);
  });

  async function editCell(before: string, after: string): Promise<void> {
    await window.webview().getByRole('gridcell', { name: before, exact: true }).dblclick();
    await window.webview().locator('.cell-editor').fill(after);
    await window.page.keyboard.press('Enter');
    await window.webview().getByRole('gridcell', { name: after, exact: true }).waitFor();
  }

  /** What the application sees. */
  function titles(): readonly unknown[] {
    const application = new DatabaseSync(file, { readOnly: true });
    const sql =
      "SELECT title FROM products WHERE title LIKE '%book' OR title LIKE '%globe' ORDER BY 1";
    const rows = application.prepare(sql).all();
    application.close();
    return rows.map(({ title }) => title);
  }
});
