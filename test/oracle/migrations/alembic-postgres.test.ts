import assert from 'node:assert/strict';
import pg from 'pg';
import type { MigrationAction } from '../../../src/migrations/request.ts';
import {
  alembicRequirements,
  alembicTree,
  asyncEnvironment,
  revision,
} from '../../support/alembic-project.ts';
import { MigrationsProject } from '../../support/migrations-project.ts';
import { requirePython } from '../../support/python-venv.ts';
import { postgresCatalog } from '../../support/read-catalog.ts';
import { startPostgres, type TestPostgres } from '../../support/start-postgres.ts';

const first = revision(
  'one',
  'None',
  'op.create_table("parent", sa.Column("id", sa.Integer, primary_key=True), sa.Column("name", sa.String(9)))',
  'op.drop_table("parent")',
);
const second = revision(
  'two',
  '"one"',
  'with op.batch_alter_table("parent") as batch:\n    batch.alter_column("name", type_=sa.String(50))',
  'with op.batch_alter_table("parent") as batch:\n    batch.alter_column("name", type_=sa.String(9))',
);

describe('Alembic on PostgreSQL', function () {
  this.timeout(300_000);
  let python: string;
  let server: TestPostgres;
  let project: MigrationsProject;

  before(async function () {
    python = await requirePython(this, alembicRequirements);
    server = await startPostgres();
  });
  after(() => server?.stop());
  afterEach(() => project?.remove());

  for (const driver of ['psycopg']) {
    it(`upgrades and goes back through ${driver}`, async () => {
      await server.createDatabase(driver);
      const url = server.url(driver).replace('postgresql:', `postgresql+${driver}:`);
      project = new MigrationsProject(
        alembicTree({ ...first, ...second, '.env': `DATABASE_URL=${url}\n` }),
        { tool: 'alembic', python },
      );
      const states = async () => (await project.status()).entries.map(({ state }) => state);
      const { target } = await project.status();
      assert.deepEqual(target, {
        engine: 'postgresql',
        label: `127.0.0.1:${server.port}/${driver}`,
      });
      assert.deepEqual(await states(), ['pending', 'pending']);
      const { ran } = await project.run({ kind: 'up' });
      assert.deepEqual(
        ran.map(({ name }) => name),
        ['one', 'two'],
      );
      assert.deepEqual(await states(), ['completed', 'completed']);
      await project.run({ kind: 'down' });
      assert.deepEqual(await states(), ['completed', 'pending']);
      assert.ok(!project.output.includes('tester-password'));
    });
  }

  it('begins the history anew in an empty database, and in no other', async () => {
    await server.createDatabase('anew');
    const url = server.url('anew').replace('postgresql:', 'postgresql+psycopg:');
    project = new MigrationsProject(
      alembicTree({ ...first, ...second, '.env': `DATABASE_URL=${url}\n` }),
      { tool: 'alembic', python },
    );
    const tried = await project.run({ kind: 'fresh' }, { dryRun: true });
    assert.match(tried.ran[0]?.sql.join('\n') ?? '', /CREATE TABLE parent/);
    const { created, ran } = await project.run({ kind: 'fresh' });
    assert.equal(created.length, 1);
    assert.equal(ran.length, 1);
    const { entries } = await project.status();
    assert.deepEqual(
      entries.map(({ state }) => state),
      ['completed'],
    );
    await assert.rejects(project.run({ kind: 'fresh' }), { message: /anew has tables/ });
  });

  it('shows the SQL of a downgrade, to the named revision or all of it', async () => {
    await server.createDatabase('down');
    const url = server.url('down').replace('postgresql:', 'postgresql+psycopg:');
    project = new MigrationsProject(
      alembicTree({ ...first, ...second, '.env': `DATABASE_URL=${url}\n` }),
      { tool: 'alembic', python },
    );
    await project.run({ kind: 'up' });
    const namesOf = async (action: MigrationAction) =>
      (await project.run(action, { dryRun: true })).ran.map(({ name }) => name);
    assert.deepEqual(await namesOf({ kind: 'down' }), ['two']);
    assert.deepEqual(await namesOf({ kind: 'down', name: 'one' }), ['two', 'one']);
    assert.deepEqual(await namesOf({ kind: 'rollback', scope: 'all' }), ['two', 'one']);
    const { entries } = await project.status();
    assert.ok(entries.every(({ state }) => state === 'completed'));
  });

  /** The project on a database of this name that has the first revision, with this env.py. */
  async function begun(database: string, scheme: string, more = {}) {
    await server.createDatabase(database);
    const url = server.url(database).replace('postgresql:', `${scheme}:`);
    const env = { ...more, '.env': `DATABASE_URL=${url}\n` };
    project = new MigrationsProject(alembicTree({ ...first, ...second, ...env }), {
      tool: 'alembic',
      python,
    });
    await project.run({ kind: 'up-one' });
  }

  async function checkUntouched(database: string) {
    const { entries } = await project.status();
    assert.deepEqual(
      entries.map(({ state }) => state),
      ['completed', 'pending'],
    );
    const { tables } = await postgresCatalog(server.url(database));
    const parent = tables.find(({ name }) => name === 'parent');
    assert.equal(parent?.columns[1]?.type, 'character varying(9)');
    const names = "SELECT datname AS name FROM pg_database WHERE datname LIKE 'engine_switch%'";
    assert.deepEqual(await rowsOf(server.url(database), names), []);
  }

  for (const [driver, more] of [
    ['psycopg', {}],
    ['asyncpg', { 'migrations/env.py': asyncEnvironment }],
  ] as const) {
    it(`tries an upgrade on a database of its own, through ${driver}`, async () => {
      await begun(`tried_${driver}`, `postgresql+${driver}`, more);
      const { ran, schema, notes } = await project.run({ kind: 'up' }, { dryRun: true });
      assert.equal(notes, undefined);
      assert.deepEqual(
        ran.map(({ name, sql }) => [name, sql]),
        [['two', ['ALTER TABLE parent ALTER COLUMN name TYPE VARCHAR(50)']]],
      );
      assert.match(schema?.before ?? '', /^ {2}name character varying\(9\)$/m);
      assert.match(schema?.after ?? '', /^ {2}name character varying\(50\)$/m);
      await checkUntouched(`tried_${driver}`);
    });
  }

  it('fails where a revision fails on the database of its own, and leaves none behind', async () => {
    await begun(
      'failing',
      'postgresql+psycopg',
      revision('three', '"two"', 'op.execute("SELECT nothing")'),
    );
    await assert.rejects(project.run({ kind: 'up' }, { dryRun: true }), {
      code: 'program-failed',
      message: /after the revision two: .*column "nothing" does not exist/,
    });
    const names = "SELECT 1 FROM pg_database WHERE datname LIKE 'engine_switch%'";
    assert.deepEqual(await rowsOf(server.url('failing'), names), []);
  });

  it('shows the SQL alone where env.py opens connections by itself, and says why', async () => {
    const env = alembicTree()['migrations/env.py'] ?? '';
    const own =
      'create_engine(url, creator=lambda: __import__("psycopg").connect(url.replace("+psycopg", "")))';
    await begun('creator', 'postgresql+psycopg', {
      'migrations/env.py': env.replace('create_engine(url)', own),
    });
    const { ran, schema, notes } = await project.run({ kind: 'up' }, { dryRun: true });
    assert.match(notes?.join() ?? '', /connects by a function of its own/);
    assert.equal(schema, undefined);
    assert.match(ran[0]?.sql.join() ?? '', /ALTER TABLE parent ALTER COLUMN name TYPE VARCHAR/);
    await checkUntouched('creator');
  });

  it('shows the SQL alone where the role may make no database', async () => {
    await begun('forbidden', 'postgresql+psycopg');
    await rowsOf(server.url('forbidden'), "CREATE ROLE guest LOGIN PASSWORD 'guest-password'");
    await rowsOf(server.url('forbidden'), 'GRANT ALL ON ALL TABLES IN SCHEMA public TO guest');
    const url = new URL(server.url('forbidden'));
    url.username = 'guest';
    url.password = 'guest-password';
    project.write({
      '.env': `DATABASE_URL=${url.href.replace('postgresql:', 'postgresql+psycopg:')}\n`,
    });
    const { ran, notes } = await project.run({ kind: 'up' }, { dryRun: true });
    assert.match(notes?.join() ?? '', /permission denied to create database/);
    assert.equal(ran.length, 1);
  });
});

async function rowsOf(url: string, sql: string): Promise<readonly unknown[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
