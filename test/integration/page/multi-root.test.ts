import assert from 'node:assert/strict';
import { join } from 'node:path';
import { readTree } from '../../support/memory-workspace.ts';
import { folderWith } from '../../support/vscode/sample.ts';
import { VSCodeWindow } from '../../support/vscode/window.ts';

const application = {
  '.env': 'DATABASE_URL=postgresql://app:s3cret@localhost/app\n',
  'requirements.txt': 'sqlalchemy\npsycopg2-binary\n',
  'app.py':
    'import os\n\nfrom sqlalchemy import create_engine\n\nengine = create_engine(os.environ["DATABASE_URL"])\n',
};

function under(folder: string): Record<string, string> {
  const files = Object.entries(application);
  return Object.fromEntries(files.map(([path, text]) => [`${folder}/${path}`, text]));
}

describe('A window with several folders and projects', () => {
  let window: VSCodeWindow;
  let folder: string;

  before(async () => {
    const place = folderWith({
      ...under('shop'),
      ...under('tools/blog'),
      ...under('tools/wiki'),
      'all.code-workspace': JSON.stringify({ folders: [{ path: 'shop' }, { path: 'tools' }] }),
    });
    folder = place.folder;
    window = await VSCodeWindow.open({
      workspace: { folder: join(folder, 'all.code-workspace'), remove: place.remove },
    });
    await window.statusBar('PostgreSQL').waitFor();
  });
  after(() => window.close());

  it('asks for the folder, then for the project, and plans for that one', async () => {
    await window.run('Database: Switch to SQLite');
    await window.pick('tools');
    await window.entry('blog').waitFor();
    await window.picture('projects');
    await window.pick('wiki');
    await window.row('Point DATABASE_URL to SQLite').waitFor();
    await window.picture('one-project');
  });

  it('changes the files of that project alone', async () => {
    await window.run('Database: Apply Plan');
    await window
      .webview()
      .getByRole('heading', { name: /Switched/ })
      .waitFor();
    const after = readTree(folder);
    assert.match(after['tools/wiki/.env'] ?? '', /sqlite:/);
    for (const path of ['shop/.env', 'tools/blog/.env']) {
      assert.equal(after[path], application['.env']);
    }
  });
});
