import assert from 'node:assert/strict';
import { copyFileSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ExplorerPage } from '../../support/explorer/explorer-page.ts';
import { writeSampleDatabase } from '../../support/explorer/sample-database.ts';
import { folderWith } from '../../support/vscode/sample.ts';

describe("The explorer's tree", () => {
  let explorer: ExplorerPage;
  let path: (name: string) => string;

  before(async () => {
    const workspace = folderWith({
      '.env': 'DATABASE_URL=sqlite:///./shop.db\n',
      'notes.sql': '',
    });
    path = (name) => join(workspace.folder, name);
    writeSampleDatabase(path('shop.db'));
    explorer = await ExplorerPage.open({ workspace });
    await explorer.window.row(/^customers/).waitFor();
  });
  after(() => explorer.window.close());

  it('shows what belongs to a table', async () => {
    const { window } = explorer;
    await expand(/^orders/);
    await window.row(/^id.*INTEGER/).waitFor();
    await window.row(/^status.*TEXT NOT NULL DEFAULT 'open'/).waitFor();
    await expand(/^Indexes.*2/);
    await window.row(/^open_orders.*\(status\) WHERE status = 'open'/).waitFor();
    await expand(/^Foreign Keys.*1/);
    await window.row('customer_id → customers (id)').waitFor();
    await expand(/^Referenced By.*1/);
    await window.row('order_items (order_id)').waitFor();
    await expand(/^Triggers.*1/);
    await window.row('orders_closed').waitFor();
    await window.row('product_search_').waitFor({ state: 'detached' });
    await window.picture('explorer-tree-open');
    await collapse(/^orders/);
  });

  it('shows the state of a database, and what is none', async () => {
    const { window } = explorer;
    const application = new DatabaseSync(path('shop.db'));
    application.exec('PRAGMA journal_mode = WAL');
    application.exec("UPDATE products SET title = 'Pad' WHERE sku = 'SKU-100'");
    await window.row(/^shop\.db.*SQLite · active · WAL/).waitFor();
    application.exec('PRAGMA journal_mode = DELETE');
    application.close();
    writeFileSync(path('broken.db'), 'SQLite format 3\0'.padEnd(4096, 'x'));
    await expand(/^broken\.db/);
    await window.row(/database is damaged|not a SQLite database|encrypted/).waitFor();
    rmSync(path('broken.db'));
    await window.row(/^broken\.db/).waitFor({ state: 'detached' });
  });

  it('shows a database that appears, is replaced and goes away', async () => {
    const { window } = explorer;
    const make = (name: string, table: string) => {
      const made = new DatabaseSync(path(name));
      made.exec(`CREATE TABLE ${table} (id INTEGER PRIMARY KEY)`);
      made.close();
    };
    make('later', 'first_table');
    await expand(/^later/);
    await window.row('first_table').waitFor();
    make('replacement', 'second_table');
    renameSync(path('replacement'), path('later'));
    await window.row('second_table').waitFor();
    await window.row('first_table').waitFor({ state: 'detached' });
    rmSync(path('later'));
    await window.row(/^later/).waitFor({ state: 'detached' });
  });

  it('is filtered by name', async () => {
    const { window } = explorer;
    await window.run('Database: Filter Tables...');
    await explorer.answer('Filter Tables', 'ORDER');
    await window.row(/^customers/).waitFor({ state: 'detached' });
    assert.equal(await window.row(/^order/).count(), 2);
    await window.run('Database: Filter Tables...');
    await explorer.answer('Filter Tables', '');
    await window.row(/^customers/).waitFor();
  });

  it('finds a name that is typed into it', async () => {
    const { window } = explorer;
    await window.row(/^revenue/).click();
    await window.page.keyboard.press('Control+Alt+f');
    const find = window.page.getByPlaceholder('Type to search');
    await find.fill('product_se');
    await window.page
      .locator('.monaco-list-row.focused, .monaco-list-row.selected', { hasText: 'product_search' })
      .first()
      .waitFor();
    await find.press('Escape');
    await find.waitFor({ state: 'detached' });
  });

  it('gives names to an editor that they are dragged into', async () => {
    const { window } = explorer;
    await window.page.keyboard.press('Control+p');
    await window.type('notes.sql');
    await window.pick('notes.sql');
    const lines = window.page.locator('.editor-instance .view-lines').first();
    await window
      .row('odd "names"')
      .first()
      .dragTo(lines, { targetPosition: { x: 5, y: 5 } });
    await window.page.locator('.view-line', { hasText: '"odd ""names"""' }).waitFor();
    await window.run('File: Save');
    const saved = () => readFileSync(path('notes.sql'), 'utf8').trim();
    await explorer.until(() => saved() === '"odd ""names"""');
  });

  it('takes other files into a database, and lets go of them', async () => {
    const { window, grid } = explorer;
    copyFileSync(path('shop.db'), path('archive.db'));
    await window.row(/^archive\.db/).waitFor();
    await explorer.chooseInTree(/^shop\.db/, 'Attach Database');
    await window.pick('archive.db');
    await explorer.answer('Attach to shop.db', 'old');
    await window.row(/^old.*attached: archive\.db/).waitFor();
    // Sizes come last: a tree that is filled anew may not know its rows by their buttons yet.
    await window
      .row(/^old\.product_search.*KB|^old\.odd.*KB/)
      .first()
      .waitFor();
    await window
      .row(/^old\.products/)
      .first()
      .hover();
    await window
      .row(/^old\.products/)
      .first()
      .getByRole('button', { name: 'Open Table' })
      .click();
    await grid.getByRole('gridcell', { name: 'Fountain Pen' }).waitFor();
    await window.row(/^old.*attached/).hover();
    await window
      .row(/^old.*attached/)
      .getByRole('button', { name: 'Detach Database' })
      .click();
    await window.row(/^old\.customers/).waitFor({ state: 'detached' });
  });

  it('opens a diagram that is saved as SVG, PNG and Mermaid', async () => {
    const { window } = explorer;
    await explorer.chooseInTree(/^shop\.db/, 'Show Diagram');
    const diagram = window.webview();
    await diagram.getByRole('group', { name: /^orders: id/ }).click();
    await diagram.locator('.table.far').first().waitFor();
    await diagram.getByRole('button', { name: 'Show All' }).click();
    for (const format of ['SVG', 'PNG'] as const) {
      const file = path(`shop.${format.toLowerCase()}`);
      await diagram.getByRole('button', { name: format }).click();
      await window.page.getByRole('button', { name: 'OK', exact: true }).click();
      await explorer.until(() => existsSync(file) && readFileSync(file).length > 1000);
    }
    assert.match(readFileSync(path('shop.svg'), 'utf8'), /^<svg [^>]*xmlns=.*orders/s);
    assert.equal(readFileSync(path('shop.png')).subarray(1, 4).toString(), 'PNG');
    await diagram.getByRole('button', { name: 'Mermaid' }).click();
    await window.page.locator('.view-line', { hasText: 'erDiagram' }).waitFor();
    await window.page.locator('.view-line', { hasText: '"customers" {' }).waitFor();
  });

  it('brings its editors back after a reload, where they were', async () => {
    const { window, grid } = explorer;
    await window.run('View: Close All Editors');
    await dontSave();
    await explorer.openTable('orders');
    await grid.getByRole('button', { name: /^status/ }).click();
    await grid.getByRole('dialog').getByRole('button', { name: /^paid/ }).click();
    await grid.getByRole('status').filter({ hasText: '3,000 rows' }).waitFor();
    await explorer.reload();
    await grid.getByRole('status').filter({ hasText: '3,000 rows' }).waitFor();
    await grid.getByRole('button', { name: 'Remove filter status = paid' }).waitFor();
  });

  async function expand(row: string | RegExp): Promise<void> {
    const found = explorer.window.row(row).first();
    await found.waitFor();
    if ((await found.getAttribute('aria-expanded')) === 'false') {
      await found.locator('.monaco-tl-twistie').click();
    }
  }

  async function collapse(row: string | RegExp): Promise<void> {
    await explorer.window.row(row).first().locator('.monaco-tl-twistie').click();
  }

  /** The editor with the Mermaid text is asked for. */
  async function dontSave(): Promise<void> {
    const { page } = explorer.window;
    await page.locator('.monaco-dialog-box').getByRole('button', { name: "Don't Save" }).click();
  }
});
