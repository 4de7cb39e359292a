import assert from 'node:assert/strict';
import { existsSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { alembicRequirements, revision } from '../../support/alembic-project.ts';
import { requirePython } from '../../support/python-venv.ts';
import { folderWith } from '../../support/vscode/sample.ts';
import { VSCodeWindow } from '../../support/vscode/window.ts';

const tree = {
  'app/__init__.py': '',
  'app/db.py':
    'from sqlalchemy import create_engine\n\nengine = create_engine("sqlite:///./app.db")\n',
  'app/models.py': `from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Author(Base):
    __tablename__ = "author"
    id: Mapped[int] = mapped_column(primary_key=True)
`,
};

describe('Alembic', function () {
  this.timeout(300_000);
  let window: VSCodeWindow;

  before(async function () {
    const python = await requirePython(this, alembicRequirements);
    const workspace = folderWith(tree, 'alembic-app');
    symlinkSync(dirname(dirname(python)), join(workspace.folder, '.venv'));
    window = await VSCodeWindow.open({ workspace });
  });
  after(() => window?.close());

  it('is set up in a project that has none', async () => {
    await window.run('Database: Set Up Alembic');
    await window.page.locator('.tab').getByText('_initial.py').waitFor();
    assert.ok(existsSync(join(window.folder, 'app.db')));
    await window.run('Database: Migration Status');
    await window.row('up to date').waitFor();
    await window.row('initial').waitFor();
  });

  it('adds a column with a revision', async () => {
    await window.run('Database: Add a Column with a Migration...');
    await window.type('author');
    await window.page.keyboard.press('Enter');
    await window.pick('deleted_at');
    await window.page.locator('.view-lines').getByText('batch_alter_table').first().waitFor();
    await window.run('Database: Run Migrations');
    await window.row('up to date').waitFor();
  });

  it('is told at which revision the database is', async () => {
    await window.run('Database: Stamp Database as a Revision...');
    await window.pick('initial');
    const button = window.page.getByRole('button', { name: 'Stamp' });
    await button.waitFor();
    await window.picture('migrations-stamp');
    await button.click();
    await window.row('1 pending').waitFor();
  });

  it('opens the file of a revision from its row', async () => {
    await window.row('initial').click();
    await window.page.getByRole('tab', { name: /_initial\.py/ }).waitFor();
  });

  it('draws heads that have to be merged as branches', async () => {
    for (const id of ['left', 'right']) {
      const files = revision(id, 'None', 'pass');
      for (const [path, text] of Object.entries(files))
        writeFileSync(join(window.folder, path), text);
    }
    await window.run('Database: Migration Status');
    await window.row('3 heads have to be merged').waitFor();
    await window.row('Branch of left').waitFor();
    await window.picture('migrations-heads');
  });

  it('merges heads', async () => {
    await window.run('Database: Merge Migration Heads');
    await window.page.getByRole('tab', { name: /_merge_heads\.py/ }).waitFor();
    await window.row('merge heads').waitFor();
    await window.picture('migrations-merged');
  });
});
