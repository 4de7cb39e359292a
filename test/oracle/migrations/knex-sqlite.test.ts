import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MigrationsProject } from '../../support/migrations-project.ts';

const knexfile = `module.exports = {
  development: {
    client: 'better-sqlite3',
    connection: { filename: './app.db' },
    useNullAsDefault: true,
    pool: { afterCreate: (raw, done) => { raw.pragma('foreign_keys = ON'); done(); } },
  },
};
`;
const first = `exports.up = async (knex) => {
  await knex.schema.createTable('parent', (t) => {
    t.increments();
    t.string('name');
    t.integer('price').checkPositive();
  });
  await knex.schema.createTable('child', (t) => {
    t.increments();
    t.integer('parent_id').references('parent.id').onDelete('CASCADE');
  });
  await knex.raw('create trigger audit after insert on parent begin select 1; end');
  await knex.raw('create view cheap as select name from parent');
  await knex.raw('create unique index by_name on parent (lower(name)) where price > 0');
  await knex('parent').insert({ name: 'a', price: 1 });
  await knex('child').insert([{ parent_id: 1 }, { parent_id: 1 }]);
};
exports.down = async (knex) => {
  await knex.schema.dropView('cheap').dropTable('child').dropTable('parent');
};
`;
const second = `import { Knex } from 'knex';
enum Size { name = 100 }
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('parent', (t) => { t.string('name', Size.name).notNullable().alter(); });
}
export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable('parent', (t) => { t.string('name').nullable().alter(); });
}
`;
const names = ['20240101000000_first.js', '20240102000000_second.ts'];
const tree = {
  'knexfile.js': knexfile,
  'migrations/20240101000000_first.js': first,
  'migrations/20240102000000_second.ts': second,
};

describe('Knex on SQLite', function () {
  this.timeout(60_000);
  let project: MigrationsProject;
  const make = (more = {}) => {
    project = new MigrationsProject({ ...tree, ...more });
    return project;
  };
  afterEach(() => project.remove());

  const states = async () =>
    (await project.status()).entries.map(({ name, state, batch }) => [name, state, batch]);

  it('runs, lists and rolls back, and makes nothing when it only looks', async () => {
    make();
    assert.deepEqual(await states(), [
      [names[0], 'pending', undefined],
      [names[1], 'pending', undefined],
    ]);
    assert.ok(!existsSync(join(project.folder, 'app.db')));
    await project.run({ kind: 'up-one' });
    await project.run({ kind: 'up' });
    assert.deepEqual(await states(), [
      [names[0], 'completed', 1],
      [names[1], 'completed', 2],
    ]);
    await project.run({ kind: 'down' });
    assert.deepEqual(await states(), [
      [names[0], 'completed', 1],
      [names[1], 'pending', undefined],
    ]);
    await project.run({ kind: 'up', to: names[1] ?? '' });
    await project.run({ kind: 'rollback', scope: 'all' });
    assert.deepEqual(
      (await states()).map(([, state]) => state),
      ['pending', 'pending'],
    );
    assert.deepEqual(
      project.rows('app.db', "select name from sqlite_schema where name = 'parent'"),
      [],
    );
  });

  it('keeps children, trigger, view, index and check of a rebuilt table', async () => {
    make();
    await project.run({ kind: 'up-one' });
    const { guard } = await project.run({ kind: 'up' });
    assert.deepEqual(
      guard?.restored.map(({ name }) => name),
      ['audit'],
    );
    assert.deepEqual(project.rows('app.db', 'select count(*) as n from child'), [{ n: 2 }]);
    assert.deepEqual(project.rows('app.db', 'select name from cheap'), [{ name: 'a' }]);
    assert.throws(
      () => project.rows('app.db', "insert into parent (name, price) values ('x', -1)"),
      /CHECK/,
    );
    assert.deepEqual(
      project.rows(
        'app.db',
        "select name from sqlite_schema where name in ('audit', 'by_name', 'cheap') order by 1",
      ),
      [{ name: 'audit' }, { name: 'by_name' }, { name: 'cheap' }],
    );
    assert.ok(guard?.backup && existsSync(join(project.folder, guard.backup)));
  });

  it('shows SQL and schema in a dry run, and writes nothing', async () => {
    make();
    const { ran, schema } = await project.run({ kind: 'up' }, { dryRun: true });
    assert.deepEqual(
      ran.map(({ name }) => name),
      names,
    );
    assert.match(ran[0]?.sql[0] ?? '', /^create table `parent`/);
    assert.equal(schema?.before, '');
    assert.match(schema?.after ?? '', /varchar\(100\)/);
    assert.ok(!existsSync(join(project.folder, 'app.db')));
  });

  it('shows a dry run also where Node has no SQLite, and runs nothing else there', async () => {
    make();
    await project.run({ kind: 'up-one' });
    const { NODE_OPTIONS } = process.env;
    process.env.NODE_OPTIONS = `${NODE_OPTIONS ?? ''} --no-experimental-sqlite`;
    try {
      const { entries } = await project.status();
      assert.deepEqual(
        entries.map(({ state }) => state),
        ['completed', 'pending'],
      );
      const { ran, schema } = await project.run({ kind: 'up' }, { dryRun: true });
      assert.equal(ran.length, 1);
      assert.notEqual(schema?.before, schema?.after);
      await assert.rejects(project.run({ kind: 'up' }), { code: 'program-missing' });
    } finally {
      if (NODE_OPTIONS === undefined) delete process.env.NODE_OPTIONS;
      else process.env.NODE_OPTIONS = NODE_OPTIONS;
    }
    assert.equal((await project.status()).entries[1]?.state, 'pending');
  });

  it('leaves the database as it was where a migration fails', async () => {
    make({
      'migrations/20240103000000_third.js': `exports.config = { transaction: false };
        exports.up = async (knex) => { await knex('child').del(); throw new Error('oh no'); };
        exports.down = async () => {};`,
    });
    await project.run({ kind: 'up', to: names[1] ?? '' });
    const before = readFileSync(join(project.folder, 'app.db'));
    await assert.rejects(project.run({ kind: 'up' }), {
      code: 'program-failed',
      message: 'The migration 20240103000000_third.js failed: oh no.',
    });
    assert.ok(before.equals(readFileSync(join(project.folder, 'app.db'))));
    assert.equal((await project.status()).locked, false);
  });

  it('explains a lock that a crash has left, and releases it', async () => {
    make();
    await project.run({ kind: 'up-one' });
    project.open('app.db', (database) =>
      database.exec('update knex_migrations_lock set is_locked = 1'),
    );
    assert.equal((await project.status()).locked, true);
    await assert.rejects(project.run({ kind: 'up' }), { message: /lock taken/ });
    await project.run({ kind: 'unlock' });
    assert.equal((await project.status()).locked, false);
    await project.run({ kind: 'up' });
  });

  it('makes migrations by the rules of Knex, and runs seeds', async () => {
    make({
      'seeds/one.js':
        "exports.seed = (knex) => knex('parent').insert({ name: 'seeded', price: 2 });",
    });
    const { created } = await project.run({ kind: 'make', name: 'add_flag' });
    assert.match(created[0] ?? '', /^migrations\/\d{14}_add_flag\.js$/);
    assert.match(
      readFileSync(join(project.folder, created[0] ?? ''), 'utf8'),
      /exports\.up = function/,
    );
    await assert.rejects(project.run({ kind: 'make', name: 'tried' }, { dryRun: true }), {
      code: 'wrong-usage',
    });
    await project.run({ kind: 'make', name: 'typed', extension: 'ts' });
    assert.ok(
      readdirSync(join(project.folder, 'migrations')).some((name) => name.endsWith('_typed.ts')),
    );
    await project.run({ kind: 'up-one' });
    await project.run({ kind: 'seed' });
    assert.deepEqual(project.rows('app.db', 'select name from parent order by id'), [
      { name: 'a' },
      { name: 'seeded' },
    ]);
  });

  it('lists several directories, each by itself', async () => {
    make({
      'knexfile.js': knexfile.replace(
        'useNull',
        "migrations: { directory: ['./migrations', './more'] }, useNull",
      ),
      'more/20240101120000_between.js':
        'exports.up = async () => {}; exports.down = async () => {};',
    });
    const { entries } = await project.status();
    assert.deepEqual(
      entries.map(({ name, folder }) => [folder, name]),
      [
        ['migrations', names[0]],
        ['more', '20240101120000_between.js'],
        ['migrations', names[1]],
      ],
    );
  });

  it('names a migration whose file is gone', async () => {
    make();
    await project.run({ kind: 'up' });
    project.open('app.db', (database) =>
      database.exec(
        "insert into knex_migrations (name, batch) values ('20230101000000_gone.js', 1)",
      ),
    );
    const { entries } = await project.status();
    assert.deepEqual(entries[0], {
      name: '20230101000000_gone.js',
      folder: '',
      state: 'missing',
      batch: 1,
    });
  });

  const forms: Record<string, Record<string, string>> = {
    'a flat object (.cjs)': {
      'knexfile.cjs': "module.exports = { client: 'sqlite3', connection: './app.db' };",
    },
    'a function (.mjs)': {
      'knexfile.mjs':
        "export default async () => ({ client: 'sqlite3', connection: { filename: 'app.db' } });",
    },
    'a promise (.js, module)': {
      'package.json': '{ "type": "module" }',
      'knexfile.js':
        "export default Promise.resolve({ development: { client: 'sqlite3', connection: { filename: 'app.db' } } });",
    },
    'TypeScript (.ts)': {
      'knexfile.ts': `import type { Knex } from 'knex';
        const config: { [key: string]: Knex.Config } = { development: { client: 'better-sqlite3', connection: { filename: process.env.DB_FILE ?? '' } } };
        export default config;`,
      '.env': 'DIR=.\nDB_FILE="${DIR}/app.db"\n',
    },
    'a connection that is a function': {
      'knexfile.js':
        "exports.development = { client: 'sqlite3', connection: async () => ({ filename: './app.db' }) };",
    },
  };
  for (const [form, files] of Object.entries(forms)) {
    it(`reads a knexfile that is ${form}`, async () => {
      project = new MigrationsProject({
        ...files,
        'migrations/1_a.cjs':
          "exports.up = (knex) => knex.schema.createTable('a', (t) => t.increments()); exports.down = () => Promise.resolve();",
      });
      await project.run({ kind: 'up' });
      assert.deepEqual(project.rows('app.db', "select name from sqlite_schema where name = 'a'"), [
        { name: 'a' },
      ]);
    });
  }

  it('chooses the environment, and names those that there are', async () => {
    make({ 'knexfile.js': knexfile.replace('development', 'testing') });
    await assert.rejects(project.status(), { message: /"development"/ });
    assert.equal((await project.status({ environment: 'testing' })).target.label, 'app.db');
  });

  it('refuses a connection for which Knex would open a temporary database', async () => {
    make({ 'knexfile.js': knexfile.replace("{ filename: './app.db' }", "'sqlite:///app.db'") });
    await assert.rejects(project.run({ kind: 'up' }), { message: /temporary database/ });
  });

  it("takes the project's own Knex, through a link into a store too", async () => {
    make();
    project.link('knex');
    assert.match((await project.status()).toolLabel, /the project's own/);
    await project.run({ kind: 'up' });
  });
});
