import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  alembicRequirements,
  alembicTree,
  asyncEnvironment,
  revision,
} from '../../support/alembic-project.ts';
import { MigrationsProject } from '../../support/migrations-project.ts';
import { requirePython } from '../../support/python-venv.ts';

const first = revision(
  'one',
  'None',
  `op.create_table(
    "parent",
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("name", sa.String(9)),
    sa.Column("price", sa.Integer),
    sa.CheckConstraint("price > 0"),
    sa.CheckConstraint("price < 1000", name="ck_cheap"),
)
op.create_table(
    "child",
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("parent", sa.Integer, sa.ForeignKey("parent.id", ondelete="CASCADE")),
)
op.execute("CREATE UNIQUE INDEX by_name ON parent (lower(name)) WHERE price > 1")
op.execute("CREATE INDEX by_price ON parent (price)")
op.execute("CREATE TRIGGER audit AFTER INSERT ON parent BEGIN SELECT 1; END")
op.execute("CREATE VIEW cheap AS SELECT name FROM parent")
op.execute("INSERT INTO parent VALUES (1, 'a', 5)")
op.execute("INSERT INTO child VALUES (1, 1), (2, 1)")`,
  `op.execute("DROP VIEW cheap")
op.drop_table("child")
op.drop_table("parent")`,
);
const second = revision(
  'two',
  '"one"',
  `with op.batch_alter_table("parent") as batch:
    batch.alter_column("name", type_=sa.String(50), nullable=False)
    batch.drop_index("by_price")`,
  `with op.batch_alter_table("parent") as batch:
    batch.alter_column("name", type_=sa.String(9), nullable=True)
    batch.create_index("by_price", ["price"])`,
);

describe('Alembic on SQLite', function () {
  this.timeout(300_000);
  let python: string;
  let project: MigrationsProject;

  before(async function () {
    python = await requirePython(this, alembicRequirements);
  });
  afterEach(() => project?.remove());

  function make(more = {}) {
    project = new MigrationsProject(alembicTree({ ...first, ...second, ...more }), {
      tool: 'alembic',
      python,
    });
    return project;
  }
  const states = async () =>
    (await project.status()).entries.map(({ name, state }) => `${name} ${state}`);
  const names = () =>
    project
      .rows(
        'data.db',
        "SELECT name FROM sqlite_schema WHERE type IN ('index', 'trigger', 'view') AND name NOT LIKE 'sqlite%' ORDER BY 1",
      )
      .map(({ name }) => name);

  it('says where the database is, and makes none', async () => {
    make();
    const status = await project.status();
    assert.match(status.toolLabel, /^Alembic [\d.]+ \(the chosen one\)$/);
    assert.deepEqual(status.target, { engine: 'sqlite', label: 'data.db' });
    assert.deepEqual(status.entries, [
      {
        name: 'one',
        title: 'Revision one',
        folder: 'migrations/versions',
        file: 'migrations/versions/one.py',
        state: 'pending',
        parents: [],
      },
      {
        name: 'two',
        title: 'Revision two',
        folder: 'migrations/versions',
        file: 'migrations/versions/two.py',
        state: 'pending',
        parents: ['one'],
        head: true,
      },
    ]);
    assert.ok(!existsSync(join(project.folder, 'data.db')));
  });

  it('upgrades without losing a row, a trigger, a check or an index', async () => {
    make();
    await project.run({ kind: 'up-one' });
    assert.deepEqual(await states(), ['one completed', 'two pending']);
    const { guard, ran } = await project.run({ kind: 'up' });
    assert.deepEqual(
      ran.map(({ name, direction }) => [name, direction]),
      [['two', 'up']],
    );
    assert.deepEqual(
      guard?.restored.map(({ kind, name }) => [kind, name]),
      [
        ['index', 'by_name'],
        ['check', 'CHECK (price > 0)'],
        ['trigger', 'audit'],
      ],
    );
    assert.deepEqual(project.rows('data.db', 'SELECT count(*) AS n FROM child'), [{ n: 2 }]);
    assert.deepEqual(names(), ['audit', 'by_name', 'cheap']);
    for (const price of [0, 1000]) {
      const insert = `INSERT INTO parent VALUES (2, 'b', ${price})`;
      assert.throws(() => project.rows('data.db', insert), /CHECK/);
    }
  });

  it('goes through both revisions at once, and back to nothing', async () => {
    make();
    await project.run({ kind: 'up' });
    assert.deepEqual(names(), ['audit', 'by_name', 'cheap']);
    await project.run({ kind: 'down' });
    assert.deepEqual(await states(), ['one completed', 'two pending']);
    await project.run({ kind: 'rollback', scope: 'all' });
    assert.deepEqual(await states(), ['one pending', 'two pending']);
    assert.deepEqual(
      project.rows('data.db', "SELECT name FROM sqlite_schema WHERE name = 'parent'"),
      [],
    );
  });

  it('keeps the check of a column that the same run has added', async () => {
    make(
      revision(
        'late',
        '"one"',
        `op.execute("ALTER TABLE parent ADD COLUMN stock INTEGER DEFAULT 1 CHECK (stock >= 0)")
with op.batch_alter_table("parent") as batch:
    batch.alter_column("name", type_=sa.String(60))`,
      ),
    );
    const { guard } = await project.run({ kind: 'up', to: 'late' });
    assert.ok(guard?.restored.some(({ name }) => name === 'CHECK (stock >= 0)'));
    const insert = "INSERT INTO parent (name, price, stock) VALUES ('b', 5, -1)";
    assert.throws(() => project.rows('data.db', insert), /CHECK/);
  });

  it('shows the SQL of each revision in a dry run', async () => {
    make();
    const { ran, schema } = await project.run({ kind: 'up' }, { dryRun: true });
    assert.match(ran[0]?.sql[0] ?? '', /^CREATE TABLE parent/);
    assert.match(ran[1]?.sql.join('\n') ?? '', /_alembic_tmp_parent/);
    assert.match(schema?.after ?? '', /VARCHAR\(50\)/);
    assert.ok(!existsSync(join(project.folder, 'data.db')));
  });

  it('leaves the database as it was where a revision fails in the middle', async () => {
    make(
      revision(
        'three',
        '"two"',
        'op.execute("CREATE TABLE half (id INTEGER)")\nop.execute("DELETE FROM child")\nraise RuntimeError("oh no")',
      ),
    );
    await project.run({ kind: 'up', to: 'two' });
    const before = readFileSync(join(project.folder, 'data.db'));
    await assert.rejects(project.run({ kind: 'up' }), {
      code: 'program-failed',
      message: 'Alembic failed: RuntimeError: oh no',
    });
    assert.ok(before.equals(readFileSync(join(project.folder, 'data.db'))));
  });

  it('writes a revision from the models, and merges heads', async () => {
    make({ ...revision('left', '"two"', 'pass'), ...revision('right', '"two"', 'pass') });
    const heads = (await project.status()).entries
      .filter(({ head }) => head)
      .map(({ name }) => name);
    assert.deepEqual(heads.toSorted(), ['left', 'right']);
    await project.run({ kind: 'up' });
    const merged = await project.run({ kind: 'merge', name: 'join' });
    assert.match(merged.created[0] ?? '', /^migrations\/versions\/\w+_join\.py$/);
    await project.run({ kind: 'up' });
    const made = await project.run({ kind: 'make', name: 'from models' });
    const text = readFileSync(join(project.folder, made.created[0] ?? ''), 'utf8');
    assert.match(text, /drop_table\('child'\)/);
    assert.equal((await states()).filter((state) => state.endsWith('pending')).length, 1);
  });

  it('begins the history anew, and leaves the old one restorable', async () => {
    make();
    await project.run({ kind: 'up' });
    const versions = join(project.folder, 'migrations/versions');
    const old = readdirSync(versions);
    const tried = await project.run({ kind: 'fresh' }, { dryRun: true });
    assert.deepEqual(tried.created, []);
    assert.deepEqual(readdirSync(versions), old);
    const { created } = await project.run({ kind: 'fresh' });
    assert.equal(created.length, 1);
    assert.match(
      readFileSync(join(project.folder, created[0] ?? ''), 'utf8'),
      /create_table\('parent'/,
    );
    assert.equal((await states()).length, 1);
    assert.match((await states())[0] ?? '', /completed$/);
    assert.deepEqual(project.rows('data.db', 'SELECT count(*) AS n FROM child'), [{ n: 2 }]);
    const [time = ''] = readdirSync(join(project.folder, '.engine-switch/history'));
    const kept = join(project.folder, '.engine-switch/history', time, 'old/migrations/versions');
    assert.deepEqual(readdirSync(kept).sort(), ['one.py', 'two.py']);
    assert.equal(readFileSync(join(kept, 'one.py'), 'utf8'), first['migrations/versions/one.py']);

    await project.run({ kind: 'restore-history' });
    assert.deepEqual(await states(), ['one completed', 'two completed']);
    assert.deepEqual(project.rows('data.db', 'SELECT count(*) AS n FROM child'), [{ n: 2 }]);
  });

  it('stamps without running anything', async () => {
    make();
    await project.run({ kind: 'stamp', name: 'one' });
    assert.deepEqual(await states(), ['one completed', 'two pending']);
    assert.deepEqual(
      project.rows('data.db', "SELECT name FROM sqlite_schema WHERE name = 'parent'"),
      [],
    );
  });

  it('runs with an asynchronous engine', async () => {
    make({
      '.env': 'DATABASE_URL=sqlite+aiosqlite:///./data.db\n',
      'migrations/env.py': asyncEnvironment,
    });
    await project.run({ kind: 'up-one' });
    const { guard } = await project.run({ kind: 'up' });
    assert.equal(guard?.restored.length, 3);
    assert.deepEqual(project.rows('data.db', 'SELECT count(*) AS n FROM child'), [{ n: 2 }]);
  });

  it('ends the whole process tree when cancelled', async () => {
    const pid = 'pid.txt';
    make(
      revision(
        'slow',
        '"two"',
        `import os, time\nopen("${pid}", "w").write(str(os.getpid()))\ntime.sleep(60)`,
      ),
    );
    const controller = new AbortController();
    const running = project.run({ kind: 'up' }, {}, controller.signal);
    const path = join(project.folder, pid);
    await until(() => existsSync(path) && readFileSync(path, 'utf8') !== '');
    controller.abort(new Error('cancelled'));
    await assert.rejects(running, /cancelled/);
    await until(() => !isRunning(readFileSync(path, 'utf8')));
    assert.ok(!existsSync(join(project.folder, 'data.db')));
  });

  it('names the set-ups where there are several, and takes the one that is named', async () => {
    make({
      'other/alembic.ini': '[alembic]\nscript_location = ../migrations\nprepend_sys_path = ..\n',
    });
    const folder = project.folder;
    await project.run({ kind: 'up' }, { config: 'alembic.ini', folder });
    await assert.rejects(project.status({ folder: join(folder, 'migrations') }), {
      message: /alembic\.ini, other\/alembic\.ini/,
    });
  });
});

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** A process that has ended and that nobody has asked about is listed as defunct. */
function isRunning(pid: string): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', pid], { encoding: 'utf8' });
  return stdout.trim() !== '' && !stdout.startsWith('Z');
}
