import assert from 'node:assert/strict';
import { join } from 'node:path';
import pg from 'pg';
import { axeViolations } from '../../support/explorer/axe.ts';
import { ExplorerPage } from '../../support/explorer/explorer-page.ts';
import { writeSampleDatabase } from '../../support/explorer/sample-database.ts';
import { startPostgres, type TestPostgres } from '../../support/start-postgres.ts';
import { folderWith } from '../../support/vscode/sample.ts';

describe('A PostgreSQL database in the explorer', () => {
  let explorer: ExplorerPage;
  let server: TestPostgres;

  before(async () => {
    server = await startPostgres();
    await server.createDatabase('shop');
    const client = new pg.Client(server.url('shop'));
    await client.connect();
    await client.query(`
      CREATE TABLE customers (id bigint PRIMARY KEY, name text NOT NULL, country text NOT NULL);
      CREATE TABLE orders (id serial PRIMARY KEY, customer_id bigint NOT NULL REFERENCES customers,
        status text NOT NULL DEFAULT 'open', total numeric(10, 2), placed_at timestamptz);
      INSERT INTO customers SELECT i, 'Customer ' || i, CASE i % 3 WHEN 0 THEN 'DE' WHEN 1 THEN 'JP' ELSE 'FR' END
        FROM generate_series(1, 300) AS i;
      INSERT INTO customers VALUES (9007199254740993, 'Big', 'DE');
      INSERT INTO orders (customer_id, total, placed_at)
        SELECT i % 300 + 1, i * 1.25, '2026-01-01 10:00+00'::timestamptz FROM generate_series(1, 900) AS i`);
    await client.end();
    const workspace = folderWith({
      '.env': `DATABASE_URL=postgresql://tester@127.0.0.1:${server.port}/shop\n`,
      'query.sql': '',
    });
    writeSampleDatabase(join(workspace.folder, 'shop.db'));
    explorer = await ExplorerPage.open({ workspace });
  });
  after(async () => {
    await explorer.window.close();
    await server.stop();
  });

  it('asks for the password until it fits', async () => {
    const { window } = explorer;
    await window.row(/127\.0\.0\.1/).click();
    await explorer.answer('Password for', 'wrong');
    await window.page.getByText(/password authentication failed/).waitFor();
    await explorer.answer('Password for', 'tester-password');
    await window.row(/^customers.*301 rows/).waitFor();
    await window.picture('explorer-postgresql-tree');
  });

  it('is shown in the same grid, for reading only', async () => {
    const { grid, window } = explorer;
    await explorer.openTable('customers');
    await grid.getByRole('button', { name: 'Last rows' }).click();
    await grid.getByRole('gridcell', { name: '9007199254740993' }).waitFor();
    await grid.getByRole('button', { name: /^country/ }).click();
    await grid.getByRole('dialog').getByRole('button', { name: /^DE/ }).click();
    await grid.getByRole('status').filter({ hasText: '101 rows' }).waitFor();
    assert.equal(await grid.getByRole('button', { name: 'Edit Data' }).count(), 0);
    assert.deepEqual(await axeViolations(window), []);
    await window.picture('explorer-postgresql');
  });

  it('leads along foreign keys and back', async () => {
    const { grid, window } = explorer;
    await grid.getByRole('gridcell', { name: 'Customer 3', exact: true }).click();
    await window.page.keyboard.press('Shift+F12');
    await window.page.getByRole('tab', { name: 'orders', selected: true }).waitFor();
    await grid.getByRole('status').filter({ hasText: '3 rows' }).waitFor();
    await grid.locator('[data-row="0"][data-column="1"]').click();
    await grid.getByText('→ customers: Customer 3').waitFor();
  });

  it('is compared with a SQLite file: schemas', async () => {
    const { grid, window } = explorer;
    await window.run('View: Close All Editors');
    await explorer.chooseInTree(/127\.0\.0\.1/, 'Compare Schemas');
    await window.pick('shop.db');
    await grid.getByText(/differences of 127/).waitFor();
    await grid.getByRole('gridcell', { name: 'order_items' }).first().waitFor();
    await window.picture('explorer-compare-engines');
  });

  it('is compared with a SQLite file: the rows of a query, with both times', async () => {
    const { grid, window } = explorer;
    await window.page.keyboard.press('Control+p');
    await window.type('query.sql');
    await window.pick('query.sql');
    await window.run('Database: Choose Database for Query...');
    await window.page
      .locator('.quick-input-list .monaco-list-row', { hasText: '127.0.0.1' })
      .click();
    await explorer.write("SELECT 1 = 1 AS yes, 1.50 AS price, 'a' AS letter, 300 AS n");
    await window.run('Database: Compare Query...');
    await window.pick('shop.db');
    await grid.getByText(/^All 1 rows are the same · 127.*ms · shop.db .* ms$/).waitFor();
  });
});
