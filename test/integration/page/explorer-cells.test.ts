import assert from 'node:assert/strict';
import { join } from 'node:path';
import { ExplorerPage } from '../../support/explorer/explorer-page.ts';
import { writeSampleDatabase } from '../../support/explorer/sample-database.ts';
import { folderWith } from '../../support/vscode/sample.ts';

describe('The cells of a grid', () => {
  let explorer: ExplorerPage;

  before(async () => {
    const workspace = folderWith({ '.env': 'DATABASE_URL=sqlite:///./shop.db\n' });
    writeSampleDatabase(join(workspace.folder, 'shop.db'));
    explorer = await ExplorerPage.open({ workspace });
    await explorer.openTable('products');
  });
  after(() => explorer.window.close());

  it('are copied with the keyboard, as a sheet takes them', async () => {
    const { grid, window } = explorer;
    await cell(0, 0).click();
    await cell(1, 1).click({ modifiers: ['Shift'] });
    await window.page.keyboard.press('Control+c');
    await grid.getByRole('status').filter({ hasText: '2 rows copied' }).waitFor();
    await explorer.copied('SKU-100\tNotebook\nSKU-101\tFountain Pen');
  });

  it('are copied as CSV, JSON, SQL and Markdown from their menu', async () => {
    const expected = {
      CSV: 'sku,title\r\nSKU-100,Notebook\r\nSKU-101,Fountain Pen\r\n',
      JSON: '[\n{"sku":"SKU-100","title":"Notebook"},\n{"sku":"SKU-101","title":"Fountain Pen"}\n]\n',
      'SQL INSERT Statements':
        'INSERT INTO "products" ("sku", "title") VALUES (\'SKU-100\', \'Notebook\');\n' +
        'INSERT INTO "products" ("sku", "title") VALUES (\'SKU-101\', \'Fountain Pen\');\n',
      Markdown:
        '| sku | title |\n| --- | --- |\n| SKU-100 | Notebook |\n| SKU-101 | Fountain Pen |\n',
    };
    for (const [format, text] of Object.entries(expected)) {
      await explorer.chooseInGrid(cell(0, 1), 'Copy Selection As', format);
      await explorer.copied(text);
    }
  });

  it('are copied with their whole rows', async () => {
    await explorer.chooseInGrid(cell(0, 1), 'Copy Whole Rows As', 'CSV');
    await explorer.copied(
      'sku,title,price_cents,price\r\nSKU-100,Notebook,250,2.5\r\nSKU-101,Fountain Pen,625,6.25\r\n',
    );
  });

  it('are copied in a format that is asked for', async () => {
    const { window } = explorer;
    await cell(3, 1).click();
    await window.page.keyboard.press('Alt+c');
    await window.pick('Whole rows as JSON');
    await explorer.copied(
      '[\n{"sku":"SKU-103","title":"Paper Clip","price_cents":1375,"price":13.75}\n]\n',
    );
  });

  it('are chosen by row with the row number', async () => {
    const { grid } = explorer;
    await grid.locator('[data-number="2"]').click();
    await grid.locator('[data-number="3"]').click({ modifiers: ['Shift'] });
    const chosen = grid.locator('[aria-selected="true"]');
    await chosen.nth(7).waitFor();
    assert.equal(await chosen.count(), 8);
  });

  it('restrict the rows to their value', async () => {
    const { grid } = explorer;
    await explorer.chooseInGrid(cell(3, 1), 'Show Only Rows With This Value');
    await grid
      .getByRole('status')
      .filter({ hasText: /^1 row$/ })
      .waitFor();
    await grid.getByRole('button', { name: /Remove filter title = Paper Clip/ }).click();
    await grid
      .getByRole('status')
      .filter({ hasText: /^8 rows/ })
      .waitFor();
  });

  it('lead to the rows that refer to theirs, by button, menu and key', async () => {
    const { window } = explorer;
    await cell(2, 0).click();
    await explorer.grid.getByRole('button', { name: 'Referring Rows' }).click();
    await shown('order_items', '1,500 rows');
    await window.run('View: Close Editor');
    await explorer.chooseInGrid(cell(2, 0), 'Show Rows That Refer to This');
    await shown('order_items', '1,500 rows');
    await window.run('View: Close Editor');
    await cell(2, 0).click();
    await window.page.keyboard.press('Shift+F12');
    await shown('order_items', '1,500 rows');
    await explorer.grid.getByRole('button', { name: 'Go back' }).click();
    await window.page.getByRole('tab', { name: 'products', selected: true }).waitFor();
  });

  it('tell what the row is called that they refer to', async () => {
    await explorer.openTable('orders');
    await cell(4, 1).click();
    await explorer.grid.getByText('→ customers: Elif Costa').waitFor();
    await cell(5, 1).hover();
    await explorer.grid.locator('[data-row="5"][title="customers: Fatima Haddad"]').waitFor();
    await explorer.window.page.keyboard.press('F12');
    await shown('customers', /^1 row$/);
  });

  it('can be undone one by one, and new rows too', async () => {
    const { grid, window } = explorer;
    await explorer.openTable('products');
    await grid.getByRole('button', { name: 'Edit Data' }).click();
    await grid.getByRole('button', { name: 'Add Row' }).click();
    await grid.locator('.row.new').waitFor();
    await grid.locator('.row.new [data-column="0"]').dblclick();
    await grid.locator('.cell-editor').fill('SKU-1');
    await window.page.keyboard.press('Enter');
    await grid.getByRole('gridcell', { name: 'SKU-1', exact: true }).click();
    await grid.getByRole('button', { name: 'Delete Rows' }).click();
    await grid.locator('.row.new').waitFor({ state: 'detached' });
    await cell(0, 1).click();
    for (const left of [2, 1]) {
      await window.page.keyboard.press('Control+z');
      await grid.getByRole('button', { name: `${left} pending` }).waitFor();
    }
    await window.page.keyboard.press('Control+z');
    await grid.getByRole('button', { name: /pending/ }).waitFor({ state: 'detached' });
  });

  function cell(row: number, column: number) {
    return explorer.grid.locator(`[data-row="${row}"][data-column="${column}"]`);
  }

  async function shown(table: string, count: string | RegExp): Promise<void> {
    await explorer.window.page.getByRole('tab', { name: table, selected: true }).waitFor();
    await explorer.grid.getByRole('grid', { name: `Rows of ${table}` }).waitFor();
    await explorer.grid.getByRole('status').filter({ hasText: count }).waitFor();
  }
});
