import assert from 'node:assert/strict';
import * as sqlite from 'node:sqlite';
import knex, { type Knex } from 'knex';
import BetterSqlite3 from 'knex/lib/dialects/better-sqlite3/index.js';
import { nodeSqliteBackend } from '../../../../src/adapters/knex/node-sqlite-backend.ts';
import { type ClientClass, sqliteClient } from '../../../../src/adapters/knex/sqlite-client.ts';

const dialect: ClientClass = BetterSqlite3;

function open(clientName: string, more: Partial<Knex.Config> = {}): Knex {
  const client = sqliteClient(dialect, {
    open: nodeSqliteBackend(sqlite),
    clientName,
    foreignKeys: 'as-asked',
  });
  return knex({ client, connection: ':memory:', useNullAsDefault: true, ...more });
}

/** What Knex's documentation promises on SQLite, with the driver's name that applications give. */
for (const driver of ['better-sqlite3', 'sqlite3']) {
  describe(`Knex in place of ${driver}`, () => {
    let db: Knex;

    beforeEach(async () => {
      db = open(driver);
      await db.raw('PRAGMA foreign_keys = ON');
      await db.schema.createTable('author', (t) => {
        t.increments();
        t.string('name').notNullable().unique();
        t.integer('books').defaultTo(0);
        t.json('about');
      });
      await db.schema.createTable('book', (t) => {
        t.increments();
        t.integer('author_id').references('id').inTable('author').onDelete('CASCADE');
        t.string('title');
      });
      await db('author').insert([{ name: 'Ada' }, { name: 'Bo' }]);
    });
    afterEach(() => db.destroy());

    const names = () => db('author').orderBy('id').pluck('name');
    const columnsOf = async (table: string) => Object.keys(await db(table).columnInfo());

    it('says which driver it is', () => {
      assert.equal(db.client.driverName, driver);
      assert.equal(db.client.dialect, 'sqlite3');
    });

    it('inserts in batches, in one transaction', async () => {
      const rows = Array.from({ length: 95 }, (_, index) => ({ name: `n${index}` }));
      const ids = await db
        .batchInsert<{ id: number; name: string }>('author', rows, 30)
        .returning('id');
      assert.equal(ids.length, 95);
      const again = db.batchInsert('author', [{ name: 'new' }, { name: 'n1' }], 1);
      await assert.rejects(Promise.resolve(again), /UNIQUE constraint failed: author.name/);
      assert.equal((await names()).includes('new'), false);
    });

    it('inserts or merges, and ignores', async () => {
      const conflict = db('author').insert({ name: 'Ada', books: 3 }).onConflict('name');
      await conflict.merge(['books']);
      await db('author').insert({ name: 'Bo', books: 9 }).onConflict('name').ignore();
      assert.deepEqual(await db('author').orderBy('id').pluck('books'), [3, 0]);
      const upsert = db('author').insert({ name: 'Bo', books: 2 }).onConflict('name').merge();
      await upsert.where('author.books', '>', 5);
      assert.deepEqual(await db('author').orderBy('id').pluck('books'), [3, 0]);
    });

    it('returns rows of an update, and the number of deleted ones', async () => {
      const update = db('author').where({ name: 'Ada' }).update({ books: 1 });
      assert.deepEqual(await update.returning(['name', 'books']), [{ name: 'Ada', books: 1 }]);
      assert.equal(await db('author').where({ name: 'Bo' }).del(), 1);
    });

    it('counts up and down, and gives numbers of rows', async () => {
      assert.equal(await db('author').increment('books', 2), 2);
      assert.equal(await db('author').where({ name: 'Ada' }).decrement('books', 1), 1);
      assert.deepEqual(await db('author').sum({ total: 'books' }).first(), { total: 3 });
    });

    it('reads and writes JSON', async () => {
      await db('author')
        .where({ id: 1 })
        .update({ about: JSON.stringify({ town: { name: 'Ulm' } }) });
      const town = await db('author').jsonExtract('about', '$.town.name', 'town').first();
      assert.equal(town?.town, 'Ulm');
      assert.deepEqual(
        await db('author').whereJsonPath('about', '$.town.name', '=', 'Ulm').pluck('id'),
        [1],
      );
      await db('author')
        .update({ about: db.jsonSet('about', '$.town.name', 'Bonn') as unknown as string })
        .where({ id: 1 });
      assert.match(String((await db('author').first('about'))?.about), /Bonn/);
    });

    it('rolls back to a savepoint, and hands out no connection twice', async () => {
      const trx = await db.transaction();
      await trx('author').insert({ name: 'Cy' });
      const inner = await trx.transaction();
      await inner('author').insert({ name: 'Di' });
      await inner.rollback();
      assert.equal(inner.isCompleted(), true);
      await trx.commit();
      assert.deepEqual(await names(), ['Ada', 'Bo', 'Cy']);
    });

    it('waits for a connection no longer than it is told', async () => {
      const small = open(driver, { acquireConnectionTimeout: 50, log: { warn: () => {} } });
      const trx = await small.transaction();
      await assert.rejects(Promise.resolve(small.raw('select 1')), { name: 'KnexTimeoutError' });
      await trx.rollback();
      await small.destroy();
    });

    it('tells of queries, responses and errors', async () => {
      const heard: string[] = [];
      db.on('query', ({ method }) => heard.push(`query ${method}`));
      db.on('query-response', (_, { method }) => heard.push(`response ${method}`));
      db.on('query-error', ({ message }) => heard.push(message.split(' - ').at(-1)));
      await db('author').select();
      await assert.rejects(Promise.resolve(db('nothing').select()));
      const message = `${driver === 'sqlite3' ? 'SQLITE_ERROR: ' : ''}no such table: nothing`;
      assert.deepEqual(heard, ['query select', 'response select', 'query select', message]);
    });

    it('tells of its pool', async () => {
      const heard: string[] = [];
      const pool = {
        min: 0,
        max: 1,
        afterCreate: (_: unknown, done: () => void) => {
          heard.push('made');
          done();
        },
      };
      const other = open(driver, { pool });
      other.client.pool.on('acquireSuccess', () => heard.push('taken'));
      other.client.pool.on('release', () => heard.push('given back'));
      other.client.pool.on('destroySuccess', () => heard.push('closed'));
      await other.raw('select 1');
      await other.destroy();
      assert.deepEqual(heard, ['made', 'taken', 'given back', 'closed']);
    });

    it('alters tables: adds, renames, drops, and makes columns obligatory', async () => {
      await db.schema.alterTable('book', (t) => {
        t.integer('pages').defaultTo(1);
        t.index('title', 'by_title');
      });
      await db('book').insert({ author_id: 1, title: 'x' });
      await db.schema.alterTable('book', (t) => t.renameColumn('title', 'name'));
      await db.schema.alterTable('book', (t) => t.dropNullable('name'));
      await db.schema.alterTable('book', (t) => t.dropColumn('pages'));
      assert.deepEqual(await columnsOf('book'), ['id', 'author_id', 'name']);
      await assert.rejects(Promise.resolve(db('book').insert({ author_id: 1 })), /NOT NULL/);
      await db.schema.alterTable('book', (t) => t.dropIndex('name', 'by_title'));
      await db.schema.renameTable('book', 'volume');
      assert.deepEqual(await db('volume').pluck('name'), ['x']);
    });

    it('enforces, adds and drops foreign keys', async () => {
      const orphan = () => Promise.resolve(db('book').insert({ author_id: 99 }));
      await assert.rejects(orphan(), {
        code: driver === 'sqlite3' ? 'SQLITE_CONSTRAINT' : 'SQLITE_CONSTRAINT_FOREIGNKEY',
      });
      await db.schema.alterTable('book', (t) => t.dropForeign('author_id'));
      await orphan();
      await db('book').del();
      await db.schema.alterTable('book', (t) => t.foreign('author_id').references('author.id'));
      await assert.rejects(orphan(), /FOREIGN KEY constraint failed/);
    });

    it('makes, reads, renames away and drops views', async () => {
      await db.schema.createView('busy', (view) => {
        view.columns(['name']);
        view.as(db('author').select('name').where('books', '>', 0));
      });
      await db('author').where({ id: 2 }).update({ books: 1 });
      assert.deepEqual(await db('busy').pluck('name'), ['Bo']);
      await db.schema.dropViewIfExists('busy');
      assert.equal(await db.schema.hasTable('busy'), false);
    });

    it('streams rows, and hands an error to the reader', async () => {
      const read: string[] = [];
      for await (const row of db('author').select('name').stream()) read.push(row.name);
      assert.deepEqual(read, ['Ada', 'Bo']);
      await assert.rejects(async () => {
        for await (const row of db('nothing').select().stream()) read.push(row);
      }, /no such table/);
    });

    it('takes named bindings, and refuses what SQLite has no value for', async () => {
      assert.deepEqual(await db.raw('select :a as one, :a as two', { a: 5 }), [{ one: 5, two: 5 }]);
      await assert.rejects(Promise.resolve(db.raw('select ?', [{ an: 'object' } as never])));
    });

    const text = 'takes a text in double quotes for a string';
    it(driver === 'sqlite3' ? text : `${text} no more than ${driver} does`, async () => {
      const query = Promise.resolve(db.raw('select count(*) as n from author where name = "Ada"'));
      if (driver === 'sqlite3') assert.deepEqual(await query, [{ n: 1 }]);
      else await assert.rejects(query, /no such column: "?Ada/);
    });
  });
}
