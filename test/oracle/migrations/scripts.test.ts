import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { MigrationsProject } from '../../support/migrations-project.ts';
import { startPostgres, type TestPostgres } from '../../support/start-postgres.ts';

const tree = {
  '.env': 'DATABASE_URL=sqlite:///./data/app.db\n',
  'db/V1__first.sql':
    "CREATE EXTENSION citext;\nCREATE TABLE a (id serial PRIMARY KEY, name text DEFAULT 'x;y');\nDO $$ BEGIN PERFORM 1; END $$;\nINSERT INTO a DEFAULT VALUES;\n",
  'db/V2__second.sql': 'CREATE TABLE c (id bigserial PRIMARY KEY);\n',
  'db/V10__third.sql': 'CREATE TABLE b (a int REFERENCES a(id));\n',
  'db-sqlite/V2__second.sql': 'CREATE TABLE by_hand (id INTEGER PRIMARY KEY);\n',
};

describe('SQL scripts on SQLite', function () {
  this.timeout(60_000);
  let project: MigrationsProject;
  beforeEach(() => {
    project = new MigrationsProject(tree, { tool: 'sql' });
  });
  afterEach(() => project.remove());

  it('applies each once, in the order of their numbers, the twin where there is one', async () => {
    const before = await project.status();
    assert.deepEqual(
      before.entries.map(({ name, state }) => `${name} ${state}`),
      ['db/V1__first.sql pending', 'db/V2__second.sql pending', 'db/V10__third.sql pending'],
    );
    assert.ok(!existsSync(join(project.folder, 'data')));
    const { failures } = await project.run({ kind: 'up' });
    assert.deepEqual(
      failures?.map(({ script, statement }) => [script, statement]),
      [['db/V1__first.sql', 'DO $$ BEGIN PERFORM 1; END $$']],
    );
    assert.deepEqual(project.rows('data/app.db', 'SELECT * FROM a'), [{ id: 1, name: 'x;y' }]);
    assert.deepEqual(project.rows('data/app.db', 'SELECT * FROM by_hand'), []);
    assert.ok((await project.status()).entries.every(({ state }) => state === 'completed'));
    assert.deepEqual((await project.run({ kind: 'up' })).ran, []);
  });

  it('leaves nothing in a dry run', async () => {
    const { schema } = await project.run({ kind: 'up' }, { dryRun: true });
    assert.match(schema?.after ?? '', /CREATE TABLE by_hand/);
    assert.ok(!existsSync(join(project.folder, 'data')));
  });
});

describe('SQL scripts on PostgreSQL', function () {
  this.timeout(60_000);
  let server: TestPostgres;
  let project: MigrationsProject;
  before(async () => {
    server = await startPostgres();
  });
  after(() => server?.stop());
  afterEach(() => project?.remove());

  it('applies what was written for SQLite once, and names what cannot be applied', async () => {
    await server.createDatabase('scripts');
    const url = server.url('scripts');
    project = new MigrationsProject(
      {
        '.env': `DATABASE_URL=${url}\n`,
        'db/V1__first.sql':
          'BEGIN;\nCREATE TABLE a (id INTEGER PRIMARY KEY AUTOINCREMENT, meta JSON, on_ BOOLEAN DEFAULT 1);\nCREATE VIRTUAL TABLE f USING fts5(x);\nCREATE INDEX ia ON a (meta);\nCOMMIT;\n',
        'db/V2__second.sql': "INSERT OR IGNORE INTO a (meta) VALUES ('{}');\n",
        'db-postgresql/V2__second.sql': `INSERT INTO a (meta) VALUES ('{"n": 1}');\n`,
      },
      { tool: 'sql' },
    );
    const { failures, target } = await project.run({ kind: 'up' });
    assert.deepEqual(target, { engine: 'postgresql', label: '127.0.0.1/scripts' });
    assert.deepEqual(
      failures?.map(({ script, statement }) => [script, statement]),
      [['db/V1__first.sql', 'CREATE VIRTUAL TABLE f USING fts5(x)']],
    );
    assert.deepEqual(await rowsOf(url), [{ id: '1', meta: { n: 1 }, on_: true }]);
    assert.ok((await project.status()).entries.every(({ state }) => state === 'completed'));
    assert.deepEqual((await project.run({ kind: 'up' })).ran, []);
  });
});

async function rowsOf(url: string): Promise<readonly unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query('SELECT * FROM a')).rows;
  } finally {
    await client.end();
  }
}
