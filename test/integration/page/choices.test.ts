import assert from 'node:assert/strict';
import { folderWith } from '../../support/vscode/sample.ts';
import { VSCodeWindow } from '../../support/vscode/window.ts';

const settings = (name: string) => `DATABASE_URL=postgresql+psycopg://app:secret@db/${name}\n`;

describe('The choices of a switch', () => {
  let window: VSCodeWindow;

  before(async () => {
    const workspace = folderWith({
      'billing/requirements.txt': 'psycopg\n',
      'billing/.env': settings('billing'),
      'shop/requirements.txt': 'psycopg\n',
      'shop/.env': settings('shop'),
    });
    window = await VSCodeWindow.open({ workspace });
    await window.statusBar('PostgreSQL').waitFor();
  });
  after(() => window.close());

  it('ask which of several projects is meant, and plan no other', async () => {
    await window.run('Database: Switch to SQLite');
    await window.picture('projects');
    await window.pick('shop');
    await window.row('Point DATABASE_URL to SQLite').waitFor();
    await window.row(/\.env ?shop/).waitFor();
    assert.equal(await window.row(/\.env ?billing/).count(), 0);
  });

  it('can be changed one after the other, with a way back', async () => {
    await window.run('Database: Choose How to Switch...');
    await window.pick('billing');
    await window.pick('Keep PostgreSQL usable');
    await window.page.getByRole('button', { name: 'Back' }).click();
    await window.picture('choices');
    await window.pick('Replace PostgreSQL');
    await window.pick('Start fresh');
    await window.row('replace PostgreSQL · start fresh').waitFor();
    await window.row(/\.env ?billing/).waitFor();
  });
});
