import assert from 'node:assert/strict';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ExplorerPage } from '../../support/explorer/explorer-page.ts';
import { writeSampleDatabase } from '../../support/explorer/sample-database.ts';
import { folderWith } from '../../support/vscode/sample.ts';

describe('Queries', () => {
  let explorer: ExplorerPage;
  let file: string;

  before(async () => {
    const workspace = folderWith({
      '.env': 'DATABASE_URL=sqlite:///./shop.db\n',
      'report.sql': 'SELECT 1;\n',
    });
    file = join(workspace.folder, 'shop.db');
    writeSampleDatabase(file);
    copyFileSync(file, join(workspace.folder, 'copy.db'));
    const copy = new DatabaseSync(join(workspace.folder, 'copy.db'));
    copy.exec(`ALTER TABLE products ADD COLUMN weight REAL; DROP TABLE order_items;
      UPDATE products SET price_cents = 9 WHERE sku = 'SKU-103'`);
    copy.close();
    explorer = await ExplorerPage.open({ workspace });
    await explorer.window.row('copy.db').waitFor();
  });
  after(() => explorer.window.close());

  it('are tied to a database, which the status bar and a lens name', async () => {
    const { window } = explorer;
    await openFile('report.sql');
    await window.statusBar('No database').waitFor();
    await window.page.getByText('Choose a Database to Run This').click();
    await window.pick('shop.db');
    await window.statusBar('shop.db').waitFor();
    await window.page.locator('.codelens-decoration', { hasText: 'shop.db' }).waitFor();
  });

  it('are completed with tables and columns', async () => {
    const { window } = explorer;
    await explorer.write('SELECT c. FROM customers c');
    for (let step = 0; step < ' FROM customers c'.length; step++) {
      await window.page.keyboard.press('ArrowLeft');
    }
    await window.run('Trigger Suggest');
    await suggestion('country').waitFor();
    await suggestion('created_at').waitFor();
    await window.page.keyboard.press('Escape');
    await explorer.write('SELECT * FROM ord');
    await window.run('Trigger Suggest');
    await suggestion('order_items').waitFor();
    await window.page.keyboard.press('Escape');
  });

  it('give several results, one a tab', async () => {
    const { grid } = explorer;
    await explorer.write(
      "SELECT count(*) AS n FROM customers;\nSELECT sku, title FROM products WHERE sku < 'SKU-102';",
    );
    await explorer.runSelection();
    await grid.getByRole('gridcell', { name: 'Fountain Pen' }).waitFor();
    await grid.getByText(/^2 rows · .* ms · SELECT sku/).waitFor();
    await grid.getByRole('tab', { name: /^1: SELECT count/ }).click();
    await grid.getByRole('gridcell', { name: '500', exact: true }).waitFor();
    await grid
      .getByText(/^1 row /)
      .first()
      .waitFor();
  });

  it('ask for the values of their parameters', async () => {
    const { window, grid } = explorer;
    await focusScript();
    await explorer.write('SELECT name FROM customers WHERE country = :country AND id < :most');
    await window.run('Database: Run Statement');
    await explorer.answer('Value of :country', 'JP');
    await explorer.answer('Value of :most', '8');
    await grid
      .getByText(/^1 row /)
      .first()
      .waitFor();
    await grid.getByRole('gridcell', { name: 'Dmitri Lindqvist' }).waitFor();
  });

  it('say what is wrong with a statement, beside what came before it', async () => {
    const { grid } = explorer;
    await focusScript();
    await explorer.write('SELECT 1 AS one; SELECT nonsense FROM customers;');
    await explorer.runSelection();
    await grid.getByText('✗ no such column: nonsense').waitFor();
    await grid.getByRole('tab', { name: /^1: SELECT 1/ }).waitFor();
  });

  it('are explained as a tree that marks what reads too much', async () => {
    const { window, grid } = explorer;
    await focusScript();
    await explorer.write('SELECT * FROM orders WHERE note = 1 ORDER BY placed_at');
    await window.run('Database: Explain Statement');
    await grid.getByText('2 steps read more than they need.').waitFor();
    await grid.getByRole('gridcell', { name: /reads the whole table/ }).waitFor();
    await grid.getByRole('gridcell', { name: /sorts all rows/ }).waitFor();
  });

  it('write only after a question', async () => {
    const { window, grid } = explorer;
    await focusScript();
    await explorer.write("UPDATE products SET title = 'Note Book' WHERE sku = 'SKU-100'");
    await window.run('Database: Run Statement');
    const dialog = window.page.locator('.monaco-dialog-box');
    await dialog.getByText('This writes to shop.db. Run it?').waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    assert.equal(titleOf('SKU-100'), 'Notebook');
    await window.run('Database: Run Statement');
    await dialog.getByRole('button', { name: 'Run' }).click();
    await grid
      .getByText(/^1 row changed/)
      .first()
      .waitFor();
    assert.equal(titleOf('SKU-100'), 'Note Book');
  });

  it('end at once when they are cancelled', async () => {
    const { window } = explorer;
    await focusScript();
    await explorer.write(
      'WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c',
    );
    await window.run('Database: Run Statement');
    const running = await explorer.notification('Running on shop.db');
    await running.getByRole('button', { name: 'Cancel' }).click();
    await running.waitFor({ state: 'hidden' });
    await explorer.clearNotifications();
  });

  it('are remembered', async () => {
    const { window } = explorer;
    await focusScript();
    await explorer.write('');
    await window.run('Database: Query History...');
    await window
      .entry('SELECT name FROM customers WHERE country = :country AND id < :most')
      .click();
    await window.page.locator('.view-line', { hasText: 'WHERE country = :country' }).waitFor();
  });

  it('are compared on two databases, the rows that differ side by side', async () => {
    const { window, grid } = explorer;
    await focusScript();
    await explorer.write('SELECT sku, price_cents FROM products ORDER BY sku');
    await window.run('Database: Compare Query...');
    await window.pick('copy.db');
    await grid.getByText(/^1 of 8 rows differ · shop.db .* ms · copy.db .* ms$/).waitFor();
    await grid.getByRole('gridcell', { name: '− shop.db' }).waitFor();
    await grid.getByRole('gridcell', { name: '+ copy.db' }).waitFor();
    await window.picture('explorer-compare-query');
  });

  it('have schemas to compare', async () => {
    const { window, grid } = explorer;
    await explorer.chooseInTree(/^shop\.db/, 'Compare Schemas');
    await window.pick('copy.db');
    await grid.getByText(/differences of shop.db and copy.db$/).waitFor();
    await grid.getByRole('gridcell', { name: 'weight' }).waitFor();
    await grid.getByRole('gridcell', { name: 'order_items' }).first().waitFor();
    await window.picture('explorer-compare-schemas');
  });

  it('are exported with a format of choice', async () => {
    const { window, grid } = explorer;
    await focusScript();
    await explorer.write('SELECT sku, title FROM products ORDER BY sku LIMIT 1');
    await window.run('Database: Run Statement');
    await grid
      .getByText(/^1 row /)
      .first()
      .waitFor();
    await grid.getByRole('button', { name: 'Export…' }).click();
    await window.pick('JSON Lines');
    await window.page.locator('.quick-input-title', { hasText: 'Export result' }).waitFor();
    await window.page.getByRole('button', { name: 'OK', exact: true }).click();
    await (await explorer.notification('1 row written')).waitFor();
    await explorer.clearNotifications();
    const written = readFileSync(join(window.folder, 'result.jsonl'), 'utf8');
    assert.equal(written, '{"sku":"SKU-100","title":"Note Book"}\n');
  });

  it('have rows to import, with a preview', async () => {
    const { window, grid } = explorer;
    const csv = join(window.folder, 'people.csv');
    writeFileSync(csv, 'name,age,note\r\n"Lee, Ann",41,\r\n"O""Neil",7,"two\r\nlines"\r\n');
    await explorer.chooseInTree(/^shop\.db/, 'Import Rows');
    await window.pick('people.csv');
    await window.page
      .locator('.quick-input-list .monaco-list-row', { hasText: 'New table' })
      .click();
    await explorer.answer('Name of the new table', 'people');
    const dialog = window.page.locator('.monaco-dialog-box');
    await dialog.getByText('Import 2 rows into people?').waitFor();
    await grid.getByText('2 rows to import into people. Nothing is written yet.').waitFor();
    await window.picture('explorer-import');
    await dialog.getByRole('button', { name: 'Import' }).click();
    await window.row(/^people/).waitFor();
    const database = new DatabaseSync(file, { readOnly: true });
    const rows = database.prepare('SELECT name, age, typeof(age) AS t, note FROM people').all();
    database.close();
    assert.deepEqual(
      rows.map((row) => ({ ...row })),
      [
        { name: 'Lee, Ann', age: 41, t: 'integer', note: null },
        { name: 'O"Neil', age: 7, t: 'integer', note: 'two\r\nlines' },
      ],
    );
  });

  it('have results that survive a reload of the window', async () => {
    const { window, grid } = explorer;
    await focusScript();
    await explorer.write('SELECT 7 AS seven');
    await window.run('Database: Run Statement');
    await grid
      .getByText(/^1 row /)
      .first()
      .waitFor();
    await explorer.reload();
    await grid.getByRole('columnheader', { name: /seven/ }).waitFor();
    await grid.getByRole('gridcell', { name: '7', exact: true }).waitFor();
  });

  function suggestion(label: string) {
    return explorer.window.page
      .locator('.suggest-widget .monaco-list-row')
      .filter({ has: explorer.window.page.getByText(label, { exact: true }) })
      .first();
  }

  async function openFile(name: string): Promise<void> {
    await explorer.window.page.keyboard.press('Control+p');
    await explorer.window.type(name);
    await explorer.window.pick(name);
  }

  /** Puts the keyboard into the script again. */
  async function focusScript(): Promise<void> {
    await explorer.window.page.getByRole('tab', { name: 'report.sql' }).first().click();
  }

  function titleOf(sku: string): unknown {
    const database = new DatabaseSync(file, { readOnly: true });
    const row = database.prepare('SELECT title FROM products WHERE sku = ?').get(sku);
    database.close();
    return row?.title;
  }
});
