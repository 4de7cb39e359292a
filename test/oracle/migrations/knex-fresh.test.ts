import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compareCatalogs, type Difference } from '../../../src/catalog/compare.ts';
import { bothEngines, generatedHistory, shapeOf } from '../../support/knex-history.ts';
import type { Tree } from '../../support/memory-workspace.ts';
import { MigrationsProject } from '../../support/migrations-project.ts';
import { postgresCatalog, sqliteCatalog } from '../../support/read-catalog.ts';
import { startPostgres, type TestPostgres } from '../../support/start-postgres.ts';

/** Everything that a migration written for both engines can make. */
const history: Tree = {
  'migrations/1_people.js': `exports.up = async (knex) => {
    await knex.schema.createTable('team', (t) => {
      t.increments();
      t.string('name', 40).notNullable().unique({ indexName: 'team_by_name' });
      t.integer('lead_id');
    });
    await knex.schema.createTable('person', (t) => {
      t.uuid('id').primary().defaultTo(knex.fn.uuid());
      t.integer('team_id').notNullable().references('id').inTable('team').onDelete('CASCADE');
      t.string('nick').defaultTo("it's");
      t.boolean('active').notNullable().defaultTo(true);
      t.enu('size', ['small', 'large']).defaultTo('small');
      t.decimal('pay', 10, 2).defaultTo(0);
      t.double('weight');
      t.json('tags').defaultTo('[]');
      t.timestamp('born', { precision: 3 });
      t.date('since');
      t.bigInteger('views').defaultTo(0);
      t.binary('photo');
      t.timestamps(true, true);
      t.check('?? >= 0', ['pay'], 'pay_is_paid');
      t.index(['nick', 'active'], 'person_by_nick');
    });
    await knex('team').insert({ name: 'first' });
  };
  exports.down = async () => {};`,
  'migrations/2_more.js': `exports.up = async (knex) => {
    await knex.schema.createTable('seat', (t) => {
      t.integer('team_id').references('id').inTable('team');
      t.integer('number');
      t.string('label');
      t.primary(['team_id', 'number']);
    });
    await knex.schema.alterTable('seat', (t) => t.renameColumn('label', 'name'));
    await knex.raw('CREATE UNIQUE INDEX by_lower ON person (lower(nick)) WHERE active');
    await knex.raw('CREATE VIEW busy AS SELECT team_id, count(*) AS people FROM person GROUP BY team_id');
  };
  exports.down = async () => {};`,
};

describe('A Knex history that begins anew', function () {
  this.timeout(300_000);
  let server: TestPostgres;
  let project: MigrationsProject;

  before(async () => {
    server = await startPostgres();
  });
  after(() => server.stop());
  afterEach(() => project.remove());

  async function make(database: string, files: Tree) {
    await server.createDatabase(database);
    project = new MigrationsProject({
      ...files,
      'knexfile.js': bothEngines,
      '.env': `PG_URL=${server.url(database)}\n`,
    });
  }
  const files = () => readdirSync(join(project.folder, 'migrations'));
  const shapes = async (database: string) => ({
    sqlite: shapeOf(await sqliteCatalog(join(project.folder, 'app.db'))),
    postgres: shapeOf(await postgresCatalog(server.url(database))),
  });

  /** Expressions are written by each engine in its own way; SQLite says of a key that it may be NULL. */
  async function differences(database: string) {
    const sqlite = await sqliteCatalog(join(project.folder, 'app.db'));
    const found = compareCatalogs(sqlite, await postgresCatalog(server.url(database)));
    const isKey = ({ table, item }: Difference) =>
      sqlite.tables.find(({ name }) => name === table)?.primaryKey.includes(item);
    return found.filter(
      (each) => !each.item.includes('lower(') && !(each.what === 'not-null' && isKey(each)),
    );
  }

  for (const environment of ['sqlite', 'postgres'] as const) {
    it(`makes the same schema on both, begun on ${environment}`, async () => {
      const database = `anew_${environment}`;
      await make(database, history);
      await project.run({ kind: 'up' }, { environment });
      const before = await shapes(database);
      const tried = await project.run({ kind: 'fresh' }, { environment, dryRun: true });
      assert.deepEqual(files(), ['1_people.js', '2_more.js']);
      assert.match(tried.ran[0]?.sql.join('\n') ?? '', /create table .person/);

      const { created, notes } = await project.run({ kind: 'fresh' }, { environment });
      assert.deepEqual(files(), [created[0]?.slice('migrations/'.length)]);
      assert.match(notes?.join('\n') ?? '', /1 rows of team/);
      const { entries } = await project.status({ environment });
      assert.deepEqual(
        entries.map(({ state, batch }) => [state, batch]),
        [['completed', 1]],
      );
      assert.deepEqual(await shapes(database), before);

      const other = environment === 'sqlite' ? 'postgres' : 'sqlite';
      const { guard } = await project.run({ kind: 'up' }, { environment: other });
      assert.deepEqual(guard?.insertProblems ?? [], []);
      assert.deepEqual(await differences(database), []);
      await project.run({ kind: 'rollback', scope: 'all' }, { environment: other });
    });
  }

  it('keeps the rows of the database, and the old files, which come back', async () => {
    await make('kept', history);
    await project.run({ kind: 'up' }, { environment: 'sqlite' });
    project.open('app.db', (database) =>
      database.exec("INSERT INTO person (team_id, nick) VALUES (1, 'a'), (1, 'b')"),
    );
    const { guard } = await project.run({ kind: 'fresh' }, { environment: 'sqlite' });
    assert.match(guard?.backup ?? '', /backups\/app\./);
    assert.deepEqual(project.rows('app.db', 'SELECT nick FROM person ORDER BY 1'), [
      { nick: 'a' },
      { nick: 'b' },
    ]);
    const [time = ''] = readdirSync(join(project.folder, '.engine-switch/history'));
    const kept = join(project.folder, '.engine-switch/history', time, 'old/migrations/1_people.js');
    assert.equal(readFileSync(kept, 'utf8'), history['migrations/1_people.js']);

    await project.run({ kind: 'restore-history' }, { environment: 'sqlite' });
    assert.deepEqual(files(), ['1_people.js', '2_more.js']);
    const { entries } = await project.status({ environment: 'sqlite' });
    assert.deepEqual(
      entries.map(({ state }) => state),
      ['completed', 'completed'],
    );
    assert.deepEqual(project.rows('app.db', 'SELECT count(*) AS n FROM person'), [{ n: 2 }]);
  });

  it('makes the schema of a generated history', async () => {
    await make('long', generatedHistory(5, 80));
    await project.run({ kind: 'up' }, { environment: 'postgres' });
    await project.run({ kind: 'fresh' }, { environment: 'postgres' });
    await project.run({ kind: 'up' }, { environment: 'sqlite' });
    assert.deepEqual(await differences('long'), []);
  });

  it('refuses a database that does not have all migrations', async () => {
    await make('half', history);
    await project.run({ kind: 'up-one' }, { environment: 'sqlite' });
    await assert.rejects(project.run({ kind: 'fresh' }, { environment: 'sqlite' }), {
      code: 'wrong-usage',
      message: /does not have all migrations yet: 2_more\.js/,
    });
    assert.deepEqual(files(), ['1_people.js', '2_more.js']);
  });

  it('refuses what a migration of Knex cannot make again', async () => {
    await make('trigger', {
      'migrations/1_a.js': `exports.up = async (knex) => {
        await knex.schema.createTable('a', (t) => t.increments());
        await knex.raw('CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$');
        await knex.raw('CREATE TRIGGER touched BEFORE UPDATE ON a FOR EACH ROW EXECUTE FUNCTION f()');
      };
      exports.down = async () => {};`,
    });
    await assert.rejects(project.run({ kind: 'fresh' }, { environment: 'postgres' }), {
      code: 'migration-refused',
      message: /the trigger touched with its function/,
    });
    assert.deepEqual(files(), ['1_a.js']);
  });
});
