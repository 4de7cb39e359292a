import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generatedHistory, bothEngines as knexfile, shapeOf } from '../../support/knex-history.ts';
import { MigrationsProject } from '../../support/migrations-project.ts';
import { postgresCatalog, sqliteCatalog } from '../../support/read-catalog.ts';
import { recipeFixtures } from '../../support/recipe-fixture.ts';
import { startPostgres, type TestPostgres } from '../../support/start-postgres.ts';

describe('Knex on both engines', function () {
  this.timeout(300_000);
  let server: TestPostgres;

  before(async () => {
    server = await startPostgres();
  });
  after(() => server.stop());

  async function projectOn(database: string, files: Record<string, string>) {
    await server.createDatabase(database);
    return new MigrationsProject({
      ...files,
      'knexfile.js': knexfile,
      '.env': `PG_URL=${server.url(database)}\n`,
    });
  }

  const seed = Number(process.env.SEED ?? 11);
  it(`gives the same schema after 300 generated migrations, and after half of them are undone (seed ${seed})`, async () => {
    const project = await projectOn('generated', generatedHistory(seed, 300));
    const compare = async () => {
      const catalogs = [
        await postgresCatalog(server.url('generated')),
        await sqliteCatalog(join(project.folder, 'app.db')),
      ];
      const [postgres, sqlite] = catalogs.map(shapeOf);
      assert.deepEqual(sqlite, postgres);
      return postgres?.length ?? 0;
    };
    for (const to of ['0149_step.js', '0299_step.js']) {
      for (const environment of ['sqlite', 'postgres'])
        await project.run({ kind: 'up', to }, { environment });
      assert.ok((await compare()) > 5);
    }
    for (const environment of ['sqlite', 'postgres']) {
      await project.run({ kind: 'rollback', scope: 'all' }, { environment });
    }
    assert.equal(await compare(), 2);
    project.remove();
  });

  it('runs on PostgreSQL with status, up, down and a lock', async () => {
    const project = await projectOn('plain', generatedHistory(3, 6));
    project.defaults.environment = 'postgres';
    const status = await project.status();
    assert.equal(status.target.engine, 'postgresql');
    assert.match(status.target.label, /^127\.0\.0\.1:\d+\/plain$/);
    assert.ok(!JSON.stringify(status).includes('tester-password'));
    assert.equal(
      (await postgresCatalog(server.url('plain'))).tables.length,
      0,
      'a status makes no table',
    );
    await project.run({ kind: 'up' });
    await project.run({ kind: 'down' });
    const { entries } = await project.status();
    assert.deepEqual(
      entries.map(({ state }) => state),
      [...Array(5).fill('completed'), 'pending'],
    );
    project.remove();
  });

  it('shows SQL and schema in a dry run on a database of its own', async () => {
    const project = await projectOn('dry', {
      'migrations/1_a.js':
        "exports.up = (knex) => knex.schema.createTable('public.a', (t) => t.increments()); exports.down = () => Promise.resolve();",
      'migrations/2_b.js':
        "exports.up = (knex) => knex.schema.withSchema('public').alterTable('a', (t) => t.string('b')); exports.down = () => Promise.resolve();",
    });
    project.defaults.environment = 'postgres';
    await project.run({ kind: 'up-one' });
    const { ran, schema } = await project.run({ kind: 'up' }, { dryRun: true });
    assert.deepEqual(
      ran.map(({ name, sql }) => [name, sql]),
      [['2_b.js', ['alter table "public"."a" add column "b" varchar(255)']]],
    );
    assert.ok(!schema?.before.includes('  b character varying'));
    assert.ok(schema?.after.includes('  b character varying(255)'));
    const [table] = (await postgresCatalog(server.url('dry'))).tables.filter(
      ({ name }) => name === 'a',
    );
    assert.deepEqual(
      table?.columns.map(({ name }) => name),
      ['id'],
    );
    project.remove();
  });

  it('takes what the recipe made of a PostgreSQL migration', async () => {
    const rewritten = join(recipeFixtures, 'node/knex-migrations/both-engines/after/migrations');
    const project = await projectOn('rewritten', {
      'migrations/1_first.js': readFileSync(join(rewritten, '20240101_first.js'), 'utf8'),
      'seeds/one.js': "exports.seed = (knex) => knex('book').insert({ meta: '{}' });",
    });
    for (const environment of ['sqlite', 'postgres']) {
      const { guard } = await project.run({ kind: 'up' }, { environment });
      assert.deepEqual(guard?.insertProblems ?? [], []);
      await project.run({ kind: 'seed' }, { environment });
    }
    const [book] = project.rows('app.db', 'SELECT id, kind, pages FROM book');
    assert.match(String(book?.id), /^[0-9a-f]{8}-[0-9a-f-]{27}$/);
    assert.deepEqual([book?.kind, book?.pages], ['a', 1]);
    const { tables } = await postgresCatalog(server.url('rewritten'));
    const types = tables.find(({ name }) => name === 'book')?.columns.map(({ type }) => type);
    assert.deepEqual(types?.slice(0, 3), ['uuid', 'jsonb', 'text[]']);
    project.remove();
  });
});
