import assert from 'node:assert/strict';
import { existsSync, readdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { revision } from '../../support/alembic-project.ts';
import { flaskHistory, flaskRequirements, flaskTree } from '../../support/flask-project.ts';
import { MigrationsProject } from '../../support/migrations-project.ts';
import { requirePython } from '../../support/python-venv.ts';
import { callCommandLine } from '../../support/terminal.ts';

const file = 'instance/shop.db';

describe('Flask-Migrate on SQLite', function () {
  this.timeout(300_000);
  let python: string;
  let project: MigrationsProject;

  before(async function () {
    python = await requirePython(this, flaskRequirements);
  });
  beforeEach(() => {
    project = new MigrationsProject(flaskTree(flaskHistory), { tool: 'alembic', python });
  });
  afterEach(() => project.remove());

  const pets = () => project.rows(file, 'SELECT id FROM pet');
  const sqlOf = (name: string) =>
    String(project.rows(file, `SELECT sql FROM sqlite_schema WHERE name = '${name}'`)[0]?.sql);

  function fill(): void {
    project.open(file, (database) =>
      database.exec(`INSERT INTO owner VALUES (1, 'Ada'); INSERT INTO pet VALUES (1, 1), (2, 1);
        CREATE TRIGGER named AFTER INSERT ON owner BEGIN SELECT 1; END`),
    );
  }

  it('finds the application that Flask does not find by itself, and makes no database', async () => {
    const { toolLabel, target, entries } = await project.status();
    assert.match(toolLabel, /^Alembic [\d.]+ of Flask-Migrate /);
    assert.deepEqual(target, { engine: 'sqlite', label: file });
    assert.deepEqual(
      entries.map(({ name, state, folder }) => [name, state, folder]),
      [
        ['aaa', 'pending', 'migrations/versions'],
        ['bbb', 'pending', 'migrations/versions'],
      ],
    );
    assert.deepEqual(readdirSync(join(project.folder, 'instance')), []);
  });

  it('keeps the children and the trigger of a rebuilt table, up and down', async () => {
    await project.run({ kind: 'up', to: 'aaa' });
    fill();
    const { guard, ran } = await project.run({ kind: 'up' });
    assert.deepEqual(
      ran.map(({ name }) => name),
      ['bbb'],
    );
    assert.match(guard?.backup ?? '', /^\.engine-switch\/backups\/shop\./);
    assert.deepEqual(
      guard?.restored.map(({ name }) => name),
      ['named'],
    );
    assert.match(sqlOf('owner'), /VARCHAR\(99\)/);
    assert.deepEqual(pets(), [{ id: 1 }, { id: 2 }]);
    await project.run({ kind: 'down' });
    assert.match(sqlOf('owner'), /VARCHAR\(9\)/);
    assert.deepEqual(pets(), [{ id: 1 }, { id: 2 }]);
  });

  it('leaves the database as it was where a revision fails in the middle', async () => {
    await project.run({ kind: 'up' });
    fill();
    project.write(
      revision(
        'ccc',
        '"bbb"',
        'op.execute("DELETE FROM pet")\nop.execute("INSERT INTO gone VALUES (1)")',
      ),
    );
    await assert.rejects(project.run({ kind: 'up' }), {
      code: 'program-failed',
      message: /no such table: gone/,
    });
    assert.deepEqual(pets(), [{ id: 1 }, { id: 2 }]);
    assert.deepEqual(project.rows(file, 'SELECT version_num FROM alembic_version'), [
      { version_num: 'bbb' },
    ]);
  });

  it('writes a revision of what the models say', async () => {
    await project.run({ kind: 'up' });
    const { created } = await project.run({ kind: 'make', name: 'next' });
    assert.match(created.join(), /^migrations\/versions\/\w+_next\.py$/);
  });

  it('refuses to run where env.py migrates more than the database that is guarded', async () => {
    const env = flaskTree()['migrations/env.py'] ?? '';
    const second = `
from sqlalchemy import create_engine
with create_engine("sqlite:///second.db").connect() as connection:
    context.configure(connection=connection)
    with context.begin_transaction():
        context.run_migrations()
`;
    project.write({ 'migrations/env.py': env + second });
    await assert.rejects(project.run({ kind: 'up' }), {
      code: 'wrong-usage',
      message: /env\.py migrates 2 databases/,
    });
    assert.ok(!existsSync(join(project.folder, 'second.db')));
  });

  it('is guarded where a switch runs it', async () => {
    await project.run({ kind: 'up', to: 'aaa' });
    fill();
    project.write({ '.env': 'DATABASE_URL=postgresql://me:secret@localhost/shop\n' });
    symlinkSync(dirname(dirname(python)), join(project.folder, '.venv'));
    const args = ['apply', project.folder, '--to', 'sqlite', '--yes'];
    const { out, err } = await callCommandLine(args);
    assert.match(out, /done The workspace runs on SQLite/, err);
    assert.match(`${out}\n${err}`, /put back trigger named/);
    assert.match(sqlOf('owner'), /VARCHAR\(99\)/);
    assert.deepEqual(pets(), [{ id: 1 }, { id: 2 }]);
  });
});
