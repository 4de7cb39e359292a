import assert from 'node:assert/strict';
import * as sqlite from 'node:sqlite';
import knex, { type Knex } from 'knex';
import BetterSqlite3 from 'knex/lib/dialects/better-sqlite3/index.js';
import initSqlJs from 'sql.js';
import { nodeSqliteBackend } from '../../../../src/adapters/knex/node-sqlite-backend.ts';
import { type ClientClass, sqliteClient } from '../../../../src/adapters/knex/sqlite-client.ts';
import { sqlJsBackend } from '../../../../src/adapters/knex/sqljs-backend.ts';

const dialect: ClientClass = BetterSqlite3;
const backends = {
  'node:sqlite': async () => nodeSqliteBackend(sqlite),
  'sql.js': async () => sqlJsBackend(await initSqlJs()),
};

for (const [name, backend] of Object.entries(backends)) {
  describe(`Knex on ${name}`, () => {
    let db: Knex;

    async function connect(clientName = 'better-sqlite3', pool?: Knex.PoolConfig): Promise<Knex> {
      const client = sqliteClient(dialect, {
        open: await backend(),
        clientName,
        foreignKeys: 'as-asked',
      });
      return knex({
        client,
        connection: { filename: ':memory:' },
        useNullAsDefault: true,
        ...(pool && { pool }),
      });
    }

    beforeEach(async () => {
      db = await connect();
      await db.schema.createTable('person', (table) => {
        table.increments();
        table.string('email').unique();
        table.boolean('active').defaultTo(true);
        table.datetime('seen');
        table.binary('picture');
      });
    });

    afterEach(() => db.destroy());

    it('gives ids as numbers, and rows of RETURNING', async () => {
      assert.deepEqual(await db('person').insert({ email: 'a@b.c' }), [1]);
      assert.deepEqual(await db('person').insert({ email: 'd@e.f' }).returning(['id', 'email']), [
        { id: 2, email: 'd@e.f' },
      ]);
      assert.equal(await db('person').where({ id: 1 }).update({ email: 'x' }), 1);
      assert.equal(await db('person').del(), 2);
    });

    it('binds dates as milliseconds, booleans as numbers and reads buffers', async () => {
      const seen = new Date('2031-02-03T04:05:06.789Z');
      await db('person').insert({ active: false, seen, picture: Buffer.from([0, 255]) });
      const row = await db('person').first();
      assert.deepEqual(
        { ...row },
        { id: 1, email: null, active: 0, seen: seen.valueOf(), picture: Buffer.from([0, 255]) },
      );
    });

    it('reads integers beyond 2^53 exactly where asked', async () => {
      await db.raw('insert into person (id) values (9007199254740993)');
      assert.equal((await db('person').first()).id, 9007199254740992);
      const rows = await db.raw('select id from person').options({ safeIntegers: true });
      assert.equal(rows[0].id, 9007199254740993n);
    });

    it('names constraints in error codes as the driver in use does', async () => {
      await db('person').insert({ email: 'a' });
      await assert.rejects(db('person').insert({ email: 'a' }), {
        code: 'SQLITE_CONSTRAINT_UNIQUE',
      });
      const other = await connect('sqlite3');
      await other.schema.createTable('t', (table) => table.integer('n').notNullable());
      await assert.rejects(other('t').insert({ n: null }), {
        code: 'SQLITE_CONSTRAINT',
        errno: 19,
        message: /SQLITE_CONSTRAINT: NOT NULL constraint failed: t.n/,
      });
      await other.destroy();
    });

    it('commits and rolls back, nested too', async () => {
      await db.transaction(async (trx) => {
        await trx('person').insert({ email: 'kept' });
        const inner = trx.transaction(async (nested) => {
          await nested('person').insert({ email: 'lost' });
          throw new Error('no');
        });
        await assert.rejects(inner, /no/);
      });
      assert.deepEqual(await db('person').pluck('email'), ['kept']);
    });

    it('rebuilds tables', async () => {
      await db('person').insert({ email: 'a' });
      await db.schema.alterTable('person', (table) => {
        table.dropColumn('picture');
        table.string('email', 100).notNullable().alter();
      });
      assert.deepEqual(Object.keys(await db('person').columnInfo()), [
        'id',
        'email',
        'active',
        'seen',
      ]);
      assert.equal((await db('person').first()).email, 'a');
    });

    it('refuses a second statement instead of leaving it out', async () => {
      await assert.rejects(db.raw('select 1; drop table person'), /more than one statement/);
      assert.deepEqual(await db.raw('select 1 as n; -- done\n'), [{ n: 1 }]);
    });

    it('keeps the client name that migrations branch on', () => {
      assert.equal(db.client.config.client, 'better-sqlite3');
    });

    it('runs afterCreate hooks of both drivers', async () => {
      const better = await connect('better-sqlite3', {
        afterCreate: (raw: { pragma(text: string): void }, done: () => void) => {
          raw.pragma('foreign_keys = ON');
          done();
        },
      });
      const callbacks = await connect('sqlite3', {
        afterCreate: (
          raw: { run(sql: string, done: (error: unknown, raw: unknown) => void): void },
          done: (error: unknown, raw: unknown) => void,
        ) => raw.run('PRAGMA foreign_keys = ON', (error) => done(error, raw)),
      });
      for (const each of [better, callbacks]) {
        assert.deepEqual(await each.raw('PRAGMA foreign_keys'), [{ foreign_keys: 1 }]);
        await each.destroy();
      }
    });

    it('streams', async () => {
      await db('person').insert([{ email: 'a' }, { email: 'b' }]);
      const emails: string[] = [];
      for await (const row of db('person').select('email').stream()) emails.push(row.email);
      assert.deepEqual(emails, ['a', 'b']);
    });
  });
}
