import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { folderWith } from '../../support/vscode/sample.ts';
import { VSCodeWindow } from '../../support/vscode/window.ts';

const tree = {
  'knexfile.js':
    "module.exports = { development: { client: 'better-sqlite3', connection: { filename: './app.db' }, useNullAsDefault: true } };\n",
  'migrations/20240101000000_first.js': `exports.up = async (knex) => {
  await knex.schema.createTable('person', (t) => { t.increments(); t.string('name'); });
  await knex.raw('create trigger audit after insert on person begin select 1; end');
};
exports.down = (knex) => knex.schema.dropTable('person');
`,
  'migrations/20240102000000_second.js': `exports.up = (knex) =>
  knex.schema.alterTable('person', (t) => { t.string('name', 50).notNullable().alter(); });
exports.down = (knex) => knex.schema.alterTable('person', (t) => { t.string('name').alter(); });
`,
};

describe('Migrations', () => {
  let window: VSCodeWindow;

  before(async () => {
    window = await VSCodeWindow.open({ workspace: folderWith(tree, 'knex-app') });
  });
  after(() => window.close());

  function names(): readonly unknown[] {
    const database = new DatabaseSync(join(window.folder, 'app.db'));
    const rows = database.prepare('SELECT name FROM sqlite_schema').all();
    database.close();
    return rows.map(({ name }) => name);
  }

  it('shows what is pending, and makes no database', async () => {
    await window.run('Database: Migration Status');
    await window.row('20240102000000_second.js').waitFor();
    await window.row('2 pending').waitFor();
    assert.ok(!existsSync(join(window.folder, 'app.db')));
  });

  it('previews the statements', async () => {
    await window.run('Database: Preview Migrations');
    await window.page.locator('.view-lines').getByText('create table').first().waitFor();
    await window.picture('migrations-preview');
    assert.ok(!existsSync(join(window.folder, 'app.db')));
  });

  it('runs them, and keeps what a rebuild drops', async () => {
    await window.run('Database: Run Migrations');
    await window.row('up to date').waitFor();
    assert.ok(names().includes('audit'));
    await window.picture('migrations');
  });

  it('rolls back after a question', async () => {
    await window.run('Database: Roll Back Migrations');
    await window.pick('The last migration');
    await window.page.getByRole('button', { name: 'Roll Back' }).click();
    await window.row('1 pending').waitFor();
    const backups = readdirSync(join(window.folder, '.engine-switch/backups'));
    assert.equal(backups.length, 1);
  });

  it('makes a migration and opens it', async () => {
    await window.run('Database: New Migration...');
    await window.page.getByPlaceholder('add_is_active').waitFor();
    await window.type('add is active');
    await window.page.keyboard.press('Enter');
    await window.page.getByRole('tab', { name: /_add_is_active\.js/ }).waitFor();
  });

  it('adds a column with a migration', async () => {
    await window.run('Database: Add a Column with a Migration...');
    await window.page.getByPlaceholder('person').waitFor();
    await window.type('person');
    await window.page.keyboard.press('Enter');
    await window.pick('is_active');
    await window.page.getByRole('tab', { name: /_add_is_active_to_person\.js/ }).waitFor();
    await window.page.locator('.view-lines').getByText('dropColumn').first().waitFor();
    await window.picture('migrations-add-column');
  });

  it('says so where there is nothing to run', async () => {
    await window.run('Database: Run Migrations');
    await window.row('up to date').waitFor();
    await window.run('Database: Run Migrations');
    await window.page.getByText('app.db has all migrations already.').first().waitFor();
    await window.picture('migrations-nothing-to-run');
  });

  it('begins the history anew after a question', async () => {
    await window.run('Database: Begin Migration History Anew...');
    const button = window.page.getByRole('button', { name: 'Begin Anew' });
    await button.waitFor();
    await window.picture('migrations-begin-anew');
    await button.click();
    await window.page.getByRole('tab', { name: /_initial\.js/ }).waitFor();
    await window.row('_initial.js').waitFor();
    await window.picture('migrations-begun-anew');
    assert.equal(readdirSync(join(window.folder, 'migrations')).length, 1);
    assert.ok(names().includes('audit'));
  });
});
