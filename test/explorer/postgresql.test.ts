import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { PostgresqlDatabase } from '../../src/adapters/postgresql/postgresql-database.ts';
import { cappedCount, exactCount, facetStatement } from '../../src/data/count.ts';
import { facetColumnsStatement } from '../../src/data/facet-columns.ts';
import { pageStatement } from '../../src/data/page.ts';
import { rowStatement } from '../../src/data/row.ts';
import { runOne } from '../../src/data/run-one.ts';
import { tableSource, viewSource } from '../../src/data/source.ts';
import { startPostgres, type TestPostgres } from '../support/start-postgres.ts';

describe('PostgreSQL in the explorer', function () {
  this.timeout(60_000);
  let server: TestPostgres;
  let database: PostgresqlDatabase;
  let folder: string;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'engine-switch-pg-export-'));
    server = await startPostgres();
    const client = new pg.Client(server.url('postgres'));
    await client.connect();
    await client.query(`CREATE TABLE t (id bigint PRIMARY KEY, ok boolean, price numeric(6,2), raw bytea);
      INSERT INTO t VALUES (9007199254740993, true, 1.50, '\\x00ff'), (2, NULL, NULL, NULL)`);
    await client.end();
    database = new PostgresqlDatabase(
      server.url('postgres').replace('postgresql:', 'postgresql+asyncpg:'),
    );
  });
  after(async () => {
    await database.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('reads values exactly and no more rows than asked for', async () => {
    const statement = {
      sql: 'SELECT * FROM t WHERE id > $1 ORDER BY id DESC',
      parameters: [{ integer: '1' }],
    };
    const result = await database.select(statement, { maxRows: 1, cells: 'cut' });
    assert.deepEqual(result.rows, [
      [{ integer: '9007199254740993' }, 'true', { real: '1.50' }, { blob: '00ff' }],
    ]);
    assert.equal(result.more, true);
    const plan = await runOne(
      database,
      { sql: 'EXPLAIN SELECT 1', parameters: [] },
      { maxRows: 9, cells: 'cut' },
    );
    assert.equal(plan.columns[0]?.name, 'QUERY PLAN');
  });

  it('answers questions that are asked at once, after one that is refused too', async () => {
    const ask = (sql: string) =>
      database.select({ sql, parameters: [] }, { maxRows: 9, cells: 'cut' });
    const answers = await Promise.allSettled([
      ask('SELECT id FROM t ORDER BY id'),
      ask('SELECT nothing FROM t'),
      ask('SELECT count(*) FROM t'),
      database.catalog(),
    ]);
    assert.deepEqual(
      answers.map(({ status }) => status),
      ['fulfilled', 'rejected', 'fulfilled', 'fulfilled'],
    );
  });

  it('runs all that a grid asks for', async () => {
    const client = new pg.Client(server.url('postgres'));
    await client.connect();
    await client.query(`CREATE TABLE big (id int PRIMARY KEY, kind text, at timestamptz, data jsonb);
      INSERT INTO big SELECT i, 'kind ' || i % 3, now(), '{"a": 1}' FROM generate_series(1, 500) AS i;
      CREATE VIEW kinds AS SELECT kind, count(*) AS n FROM big GROUP BY kind`);
    await client.end();
    const { tables, views } = await database.catalog();
    const [view] = views;
    const table = tables.find(({ name }) => name === 'big');
    assert.ok(table && view);
    const source = tableSource('postgresql', table);
    const query = {
      sort: [{ column: 'kind', descending: true }],
      filters: [{ column: 'kind', operator: 'differs', value: 'kind 1' }],
      find: 'KIND',
    } as const;
    const place = ['kind 2', { integer: '5' }];
    const anchors = [
      { at: 'start' },
      { at: 'end' },
      { at: 'after', place },
      { at: 'before', place },
      { at: 'from', place },
      { at: 'near', part: 0.5 },
    ] as const;
    const statements = [
      cappedCount(source, query),
      exactCount(source, query),
      facetStatement(source, 'kind', query),
      facetColumnsStatement(source)?.statement ?? assert.fail(),
      ...anchors.map((anchor) => pageStatement(source, query, anchor, 7)),
      pageStatement(viewSource('postgresql', view), query, { at: 'start' }, 7),
      rowStatement(source, [{ integer: '5' }]),
    ];
    for (const statement of statements) {
      const { rows } = await database.select(statement, { maxRows: 9, cells: 'cut' });
      assert.ok(rows.length > 0, statement.sql);
    }
  });

  it('reads the catalogue', async () => {
    const { tables } = await database.catalog();
    const table = tables.find(({ name }) => name === 't');
    assert.deepEqual(
      table?.columns.map(({ name, notNull }) => [name, notNull]),
      [
        ['id', true],
        ['ok', false],
        ['price', false],
        ['raw', false],
      ],
    );
  });

  it('refuses to write', async () => {
    await assert.rejects(
      runOne(database, { sql: 'DELETE FROM t', parameters: [] }, { maxRows: 1, cells: 'cut' }),
      /read-only transaction/,
    );
  });

  it('ends a statement when it is cancelled', async () => {
    const controller = new AbortController();
    const sleeping = runOne(
      database,
      { sql: 'SELECT pg_sleep(30)', parameters: [] },
      { maxRows: 1, cells: 'cut' },
      controller.signal,
    );
    setTimeout(() => controller.abort(), 300);
    await assert.rejects(sleeping, { name: 'AbortError' });
  });

  it('exports all rows', async () => {
    const file = join(folder, 'out.csv');
    const request = {
      sql: 'SELECT * FROM t ORDER BY id',
      parameters: [],
      format: 'csv',
      file,
      table: 't',
    } as const;
    assert.equal(await database.export(request, () => undefined), 2);
    assert.equal(
      readFileSync(file, 'utf8'),
      'id,ok,price,raw\r\n2,,,\r\n9007199254740993,true,1.50,00ff\r\n',
    );
  });

  it('says where a server cannot be reached, without the password', async () => {
    const { problem } = await new PostgresqlDatabase('postgresql://u:secret@127.0.0.1:1/x').state();
    assert.match(problem?.message ?? '', /127\.0\.0\.1:1 cannot be reached/);
    assert.doesNotMatch(problem?.message ?? '', /secret/);
  });
});
