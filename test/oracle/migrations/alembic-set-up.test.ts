import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { alembicRequirements } from '../../support/alembic-project.ts';
import { MigrationsProject } from '../../support/migrations-project.ts';
import { requirePython } from '../../support/python-venv.ts';

const models = `from sqlalchemy import Boolean, ForeignKey, String, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Author(Base):
    __tablename__ = "author"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80), index=True)


class Book(Base):
    __tablename__ = "book"
    id: Mapped[int] = mapped_column(primary_key=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("author.id", ondelete="CASCADE"))
`;
const shapes = {
  synchronous: {
    'app/__init__.py': '',
    'app/db.py':
      'import os\nfrom sqlalchemy import create_engine\n\nengine = create_engine(os.getenv("DATABASE_URL", "sqlite:///./app.db"))\n',
    'app/models.py': models,
  },
  'asynchronous, below src': {
    'src/shop/__init__.py': '',
    'src/shop/database.py':
      'from sqlalchemy.ext.asyncio import create_async_engine\n\nURL = "sqlite+aiosqlite:///./app.db"\nengine = create_async_engine(URL)\n',
    'src/shop/models/__init__.py': models,
  },
};

describe('Setting Alembic up', function () {
  this.timeout(300_000);
  let python: string;
  let project: MigrationsProject;

  before(async function () {
    python = await requirePython(this, alembicRequirements);
  });
  afterEach(() => project?.remove());

  for (const [shape, tree] of Object.entries(shapes)) {
    it(`wires a project that is ${shape}`, async () => {
      project = new MigrationsProject(tree, { tool: 'alembic', python });
      const { created } = await project.run({ kind: 'set-up' });
      assert.deepEqual(created.slice(0, 2), ['alembic.ini', 'migrations/env.py']);
      const env = readFileSync(join(project.folder, 'migrations/env.py'), 'utf8');
      assert.equal(env.match(/render_as_batch=True/g)?.length, 2);
      const names = project.rows(
        'app.db',
        "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY 1",
      );
      assert.deepEqual(
        names.map(({ name }) => name),
        ['alembic_version', 'author', 'book'],
      );
      const { entries } = await project.status();
      assert.deepEqual(
        entries.map(({ state }) => state),
        ['completed'],
      );
    });
  }

  it('leaves nothing behind where a step fails', async () => {
    const broken = {
      ...shapes.synchronous,
      'app/models.py': `${models}\nraise RuntimeError("oh no")\n`,
    };
    project = new MigrationsProject(broken, { tool: 'alembic', python });
    await assert.rejects(project.run({ kind: 'set-up' }), { message: /oh no/ });
    assert.ok(!existsSync(join(project.folder, 'alembic.ini')));
    assert.ok(!existsSync(join(project.folder, 'migrations')));
  });
});
