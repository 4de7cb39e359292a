import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import createKnex, { type Knex } from 'knex';
import { apiRules } from '../../../src/language/api/index.ts';

const tables = `create table users (id integer primary key, name text);
create table docs (id integer primary key, data text);
create table orders (id integer primary key, customer_id int);
create table tasks (id integer primary key, due text);
insert into users (name) values ('Ada'), ('bob');
insert into docs (data) values ('{"kind": "a"}'), ('{"kind": "b"}');
insert into orders (customer_id) values (1), (1), (2);
insert into tasks (due) values ('2024-03-01'), (null), ('2024-01-01'), ('2024-02-01');`;

/** Calls that \`knex-method\` names beside its examples: each fails on SQLite. */
const failing = [
  "knex('docs').whereJsonSubsetOf('data', {})",
  "knex('docs').andWhereJsonSubsetOf('data', {})",
  "knex('docs').orWhereJsonSubsetOf('data', {})",
  "knex('docs').andWhereJsonSupersetOf('data', {})",
  "knex('docs').orWhereJsonSupersetOf('data', {})",
  "knex('docs').whereJsonNotSubsetOf('data', {})",
  "knex('docs').whereJsonNotSupersetOf('data', {})",
  "knex('users').forUpdate().skipLocked()",
  "knex('users').forUpdate().noWait()",
  "knex('users').upsert({ id: 1 })",
  "knex.schema.createSchema('s')",
  "knex.schema.createSchemaIfNotExists('s')",
  "knex.schema.dropSchema('s')",
  "knex.schema.dropSchemaIfExists('s')",
  "knex.schema.createMaterializedView('v', (v) => v.as(knex('users')))",
  "knex.schema.dropMaterializedView('v')",
  "knex.schema.refreshMaterializedView('v')",
  "knex.schema.renameView('a', 'b')",
  "knex.schema.createTable('t', (t) => t.string('a').checkRegex('a'))",
];

/** What Knex's rules say happens, run: Knex writes for SQLite, and SQLite runs it. */
describe('language/api, on Knex', () => {
  const knex = createKnex({ client: 'better-sqlite3', useNullAsDefault: true });

  /** The rows that a call gives on SQLite; throws what Knex or SQLite says. */
  function run(code: string): readonly object[] {
    const built = evaluate(code);
    const database = new DatabaseSync(':memory:');
    try {
      database.exec(tables);
      const statements = [built.toSQL()].flat();
      return statements.flatMap(({ sql, bindings = [] }) =>
        database.prepare(sql).all(...(bindings as string[])),
      );
    } finally {
      database.close();
    }
  }

  /** A call on the builder of a table, or on Knex itself. */
  function evaluate(code: string): Written {
    const whole = code.startsWith('t.')
      ? `knex.schema.createTable('made', (t) => { ${code}; })`
      : code;
    return new Function('knex', `return ${whole}`)(knex) as Written;
  }

  for (const { id, library, asWritten, examples } of apiRules) {
    if (library !== 'Knex') continue;
    for (const { from, to } of examples) {
      if (asWritten === 'rejected')
        it(`${id}: ${from} fails`, () => assert.throws(() => run(from)));
      else it(`${id}: ${from} runs`, () => assert.doesNotThrow(() => run(from)));
      if (to !== undefined) it(`${id}: ${to} runs`, () => assert.doesNotThrow(() => run(to)));
    }
  }

  for (const code of failing)
    it(`knex-method: ${code} fails`, () => assert.throws(() => run(code)));

  it('knex-null-order: the values are in no order, and in order with what is said to write', () => {
    const [rule] = apiRules.filter(({ id }) => id === 'knex-null-order');
    const [example] = rule?.examples ?? [];
    const due = (code = '') => run(code).map((row) => (row as { due: string | null }).due);
    const sorted = ['2024-01-01', '2024-02-01', '2024-03-01', null];
    assert.deepEqual(due(example?.to), sorted);
    assert.notDeepEqual(due(example?.from), sorted);
  });

  const kept = {
    'text[]': 'text',
    citext: 'text',
    inet: 'integer',
    interval: 'integer',
    point: 'integer',
    tsvector: 'integer',
  };
  for (const [type, storage] of Object.entries(kept))
    it(`knex-specific-type: SQLite keeps '12' in a column of ${type} as ${storage}`, () => {
      const database = new DatabaseSync(':memory:');
      for (const { sql } of [evaluate(`t.specificType('a', '${type}')`).toSQL()].flat())
        database.exec(sql);
      database.exec("insert into made values ('12')");
      assert.equal(database.prepare('select typeof(a) as kept from made').get()?.kept, storage);
      database.close();
    });
});

interface Written {
  toSQL(): Statement | readonly Statement[];
}

type Statement = Pick<Knex.Sql, 'sql'> & { readonly bindings?: readonly unknown[] };
