import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { folderWith } from '../../support/vscode/sample.ts';
import { VSCodeWindow } from '../../support/vscode/window.ts';

const models = `from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

class Base(DeclarativeBase):
    pass

class Bill(Base):
    __tablename__ = "bills"
    id: Mapped[int] = mapped_column(primary_key=True)
    closed: Mapped[bool]
`;

/** Each line is a problem only for one who knows the type of its column. */
const query = `SELECT id FROM bills WHERE closed = 'f';
SELECT id FROM goods WHERE sold = 'f';
SELECT id FROM later WHERE done = 'f';
`;

describe('The types that a query needs', () => {
  let window: VSCodeWindow;

  before(async () => {
    const workspace = folderWith({
      '.env': 'DATABASE_URL=sqlite:///./shop.db\n',
      'models.py': models,
      'query.sql': query,
    });
    change('CREATE TABLE goods (id INTEGER PRIMARY KEY, sold BOOLEAN)', workspace.folder);
    window = await VSCodeWindow.open({ workspace });
    await window.statusBar('SQLite').waitFor();
    await window.page.keyboard.press('Control+p');
    await window.type('query.sql');
    await window.pick('query.sql');
    await window.page.locator('.tab').filter({ hasText: 'query.sql' }).waitFor();
    await window.run('Problems: Focus on Problems View');
  });
  after(() => window.close());

  function change(sql: string, folder = window.folder): void {
    const database = new DatabaseSync(join(folder, 'shop.db'));
    database.exec(sql);
    database.close();
  }

  const problem = (line: number) =>
    window.page
      .locator('.markers-panel .monaco-list-row')
      .filter({ hasText: 'comparison-literal' })
      .filter({ hasText: `Ln ${line}` });

  it('come from the models of the workspace', async () => {
    await problem(1).waitFor();
  });

  it('come from its live database', async () => {
    await problem(2).waitFor();
    await window.picture('live-schema');
  });

  it('come from it again when it has changed', async () => {
    change('CREATE TABLE later (id INTEGER PRIMARY KEY, done BOOLEAN)');
    await problem(3).waitFor();
  });
});
