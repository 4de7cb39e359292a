import assert from 'node:assert/strict';
import type { MigrationAction } from '../../../src/migrations/request.ts';
import { alembicRequirements, alembicTree, revision } from '../../support/alembic-project.ts';
import { MigrationsProject } from '../../support/migrations-project.ts';
import { requirePython } from '../../support/python-venv.ts';
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

  it('shows the SQL of an upgrade without running it', async () => {
    await server.createDatabase('preview');
    const url = server.url('preview').replace('postgresql:', 'postgresql+psycopg:');
    project = new MigrationsProject(
      alembicTree({ ...first, ...second, '.env': `DATABASE_URL=${url}\n` }),
      { tool: 'alembic', python },
    );
    await project.run({ kind: 'up-one' });
    const { ran } = await project.run({ kind: 'up' }, { dryRun: true });
    assert.deepEqual(
      ran.map(({ name }) => name),
      ['two'],
    );
    assert.match(
      ran[0]?.sql.join('\n') ?? '',
      /ALTER TABLE parent ALTER COLUMN name TYPE VARCHAR\(50\)/,
    );
    assert.deepEqual(
      (await project.status()).entries.map(({ state }) => state),
      ['completed', 'pending'],
    );
  });
});
