import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import pg from 'pg';
import {
  activeFlag,
  type NewColumn,
  softDelete,
} from '../../../src/migrations/columns/new-column.ts';
import { alembicRequirements, alembicTree, revision } from '../../support/alembic-project.ts';
import { MigrationsProject } from '../../support/migrations-project.ts';
import { requirePython } from '../../support/python-venv.ts';
import { startPostgres, type TestPostgres } from '../../support/start-postgres.ts';

const columns: readonly NewColumn[] = [
  activeFlag('item'),
  softDelete('item'),
  { table: 'item', name: 'seen', type: 'timestamp', nullable: false, value: 'now', index: true },
  { table: 'item', name: 'note', type: 'string', nullable: false, value: "it's", index: false },
  { table: 'item', name: 'count', type: 'integer', nullable: true, value: 3, index: false },
];

/** What the row that was there before, and a new one, have in the new columns. */
function check(rows: readonly Record<string, unknown>[]): void {
  assert.equal(rows.length, 2);
  for (const row of rows) {
    assert.ok([1, true].includes(row.is_active as number));
    assert.equal(row.deleted_at, null);
    assert.ok(row.seen !== null);
    assert.equal(row.note, "it's");
    assert.equal(row.count, 3);
  }
}

describe('A column added by a migration', function () {
  this.timeout(300_000);
  let server: TestPostgres;
  let project: MigrationsProject;

  before(async () => {
    server = await startPostgres();
  });
  after(() => server.stop());
  afterEach(() => project?.remove());

  async function onServer(database: string, sql: string) {
    const client = new pg.Client(server.url(database));
    await client.connect();
    const { rows } = await client.query(sql);
    await client.end();
    return rows;
  }

  const insert = 'INSERT INTO item (id) VALUES (2)';
  for (const [extension, more] of [
    ['js', {}],
    ['ts', {}],
    ['mjs', { 'package.json': '{ "type": "module" }' }],
  ] as const) {
    it(`runs on both engines, with Knex (${extension})`, async () => {
      const database = `column_${extension}`;
      await server.createDatabase(database);
      const directory = "migrations: { loadExtensions: ['.js', '.cjs', '.ts', '.mjs'] }";
      project = new MigrationsProject({
        'knexfile.cjs': `module.exports = {
          sqlite: { client: 'better-sqlite3', connection: './app.db', useNullAsDefault: true, ${directory} },
          postgres: { client: 'pg', connection: '${server.url(database)}', ${directory} },
        };`,
        'migrations/00000000000000_first.cjs':
          "exports.up = async (knex) => { await knex.schema.createTable('item', (t) => t.integer('id').primary()); await knex('item').insert({ id: 1 }); }; exports.down = async () => {};",
        ...more,
      });
      for (const environment of ['sqlite', 'postgres'])
        await project.run({ kind: 'up' }, { environment });
      for (const [index, column] of columns.entries()) {
        const name = `${index}_add`;
        const { created } = await project.run(
          { kind: 'make', name, extension, column },
          { environment: 'sqlite' },
        );
        assert.ok(created[0]?.endsWith(`${index}_add.${extension}`));
      }
      for (const environment of ['sqlite', 'postgres'])
        await project.run({ kind: 'up' }, { environment });
      project.rows('app.db', insert);
      await onServer(database, insert);
      check(project.rows('app.db', 'SELECT * FROM item'));
      check(await onServer(database, 'SELECT * FROM item'));
      for (const environment of ['sqlite', 'postgres'])
        await project.run({ kind: 'rollback', scope: 'batch' }, { environment });
      assert.deepEqual(Object.keys(project.rows('app.db', 'SELECT * FROM item')[0] ?? {}), ['id']);
      assert.deepEqual(Object.keys((await onServer(database, 'SELECT * FROM item'))[0]), ['id']);
    });
  }

  it('runs on both engines, with Alembic', async function () {
    const python = await requirePython(this, alembicRequirements);
    await server.createDatabase('column_alembic');
    const url = server.url('column_alembic').replace('postgresql:', 'postgresql+psycopg:');
    const first = revision(
      'one',
      'None',
      'op.create_table("item", sa.Column("id", sa.Integer, primary_key=True))\nop.execute("INSERT INTO item VALUES (1)")',
    );
    project = new MigrationsProject(alembicTree(first), { tool: 'alembic', python });
    await project.run({ kind: 'up' });
    for (const [index, column] of columns.entries()) {
      const { created } = await project.run({ kind: 'make', name: `add ${index}`, column });
      assert.ok(existsSync(`${project.folder}/${created[0]}`));
    }
    await project.run({ kind: 'up' });
    project.rows('data.db', insert);
    check(project.rows('data.db', 'SELECT * FROM item'));
    project.write({ '.env': `DATABASE_URL=${url}\n` });
    await project.run({ kind: 'up' });
    await onServer('column_alembic', insert);
    check(await onServer('column_alembic', 'SELECT * FROM item'));
    await project.run({ kind: 'rollback', scope: 'all' });
    const [row] = await onServer('column_alembic', 'SELECT * FROM item');
    assert.deepEqual(Object.keys(row), ['id']);
    project.write({ '.env': 'DATABASE_URL=sqlite:///./data.db\n' });
    for (const _ of columns) await project.run({ kind: 'down' });
    assert.deepEqual(Object.keys(project.rows('data.db', 'SELECT * FROM item')[0] ?? {}), ['id']);
  });
});
