import assert from 'node:assert/strict';
import pg from 'pg';
import type { Catalog } from '../../../src/catalog/model.ts';
import { readPostgresqlCatalog } from '../../../src/catalog/postgresql/read.ts';
import { startPostgres, type TestPostgres } from '../../support/start-postgres.ts';

const schema = `
CREATE TYPE mood AS ENUM ('sad', 'ok', 'it''s fine');
CREATE DOMAIN email AS varchar(80) NOT NULL DEFAULT 'x@y' CHECK (VALUE LIKE '%@%');
CREATE SCHEMA "Other ""one""";
CREATE TABLE authors (
  id bigserial PRIMARY KEY, name varchar(40) NOT NULL DEFAULT 'it''s', "Mail" email,
  feeling mood DEFAULT 'ok', tags text[], price numeric(10, 2) CHECK (price > 0),
  doubled numeric GENERATED ALWAYS AS (price * 2) STORED,
  CONSTRAINT "long name" CHECK (length(name) > 1 AND name <> 'a,b')
);
COMMENT ON TABLE authors IS 'who writes';
COMMENT ON COLUMN authors.name IS 'as printed';
CREATE TABLE "Other ""one""".books (
  id int GENERATED ALWAYS AS IDENTITY, part int, author bigint, title text COLLATE "C",
  PRIMARY KEY (part, id),
  CONSTRAINT fk FOREIGN KEY (author) REFERENCES authors ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);
CREATE UNIQUE INDEX "by Title" ON "Other ""one""".books (lower(title) DESC, "part") WHERE part > 1;
CREATE INDEX by_tags ON authors USING gin (tags);
CREATE VIEW named AS SELECT id, name FROM authors;
CREATE MATERIALIZED VIEW counted AS SELECT count(*) AS n FROM authors;
CREATE TABLE events (at date, what text) PARTITION BY RANGE (at);
CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TRIGGER touched BEFORE UPDATE ON authors FOR EACH ROW EXECUTE FUNCTION touch();
`;

describe('readPostgresqlCatalog', () => {
  let server: TestPostgres;
  let catalog: Catalog;

  before(async function () {
    this.timeout(60_000);
    server = await startPostgres();
    const client = new pg.Client(server.url('postgres'));
    await client.connect();
    await client.query(schema);
    catalog = await readPostgresqlCatalog(async (sql, parameters) => {
      return (await client.query(sql, parameters && [...parameters])).rows;
    });
    await client.end();
  });
  after(() => server.stop());

  const table = (name: string) => {
    const found = catalog.tables.find((candidate) => candidate.name === name);
    assert.ok(found, name);
    return found;
  };

  it('reads columns with types, defaults, identity and comments', () => {
    const columns = table('authors').columns.map((column) => [
      column.name,
      column.type,
      column.notNull,
      column.default,
      column.identity ?? column.generated ?? column.comment,
    ]);
    assert.deepEqual(columns, [
      ['id', 'bigint', true, "nextval('authors_id_seq'::regclass)", 'serial'],
      ['name', 'character varying(40)', true, "'it''s'::character varying", 'as printed'],
      ['Mail', 'email', false, null, undefined],
      ['feeling', 'mood', false, "'ok'::mood", undefined],
      ['tags', 'text[]', false, null, undefined],
      ['price', 'numeric(10,2)', false, null, undefined],
      ['doubled', 'numeric', false, null, { stored: true, expression: '(price * (2)::numeric)' }],
    ]);
    assert.equal(table('authors').comment, 'who writes');
  });

  it('reads keys, foreign keys both ways and checks', () => {
    const books = table('books');
    assert.deepEqual([books.schema, books.primaryKey], ['Other "one"', ['part', 'id']]);
    assert.deepEqual(books.columns.find(({ name }) => name === 'id')?.identity, 'always');
    assert.deepEqual(books.columns.find(({ name }) => name === 'title')?.collation, 'C');
    assert.deepEqual(books.foreignKeys, [
      {
        name: 'fk',
        columns: ['author'],
        target: { schema: 'public', name: 'authors' },
        targetColumns: ['id'],
        onUpdate: 'NO ACTION',
        onDelete: 'CASCADE',
        deferred: true,
      },
    ]);
    assert.deepEqual(table('authors').referencedBy, [
      {
        source: { schema: 'Other "one"', name: 'books' },
        columns: ['author'],
        targetColumns: ['id'],
      },
    ]);
    assert.deepEqual(table('authors').checks, [
      { name: 'authors_price_check', expression: 'price > (0)::numeric' },
      {
        name: 'long name',
        expression: "(length((name)::text) > 1) AND ((name)::text <> 'a,b'::text)",
      },
    ]);
  });

  it('reads indexes, triggers, views, partitions, enums and domains', () => {
    const byTitle = table('books').indexes.at(-1);
    assert.deepEqual(byTitle?.columns, [
      { text: 'lower(title)', expression: true, descending: true },
      { text: 'part', expression: false, descending: false },
    ]);
    assert.deepEqual([byTitle?.unique, byTitle?.where], [true, 'part > 1']);
    const methods = table('authors').indexes.map(({ method, origin }) => `${method} ${origin}`);
    assert.deepEqual(methods, ['btree primary-key', 'gin index']);
    assert.match(table('authors').triggers[0]?.sql ?? '', /^CREATE TRIGGER touched BEFORE UPDATE/);
    assert.deepEqual(
      catalog.views.map(({ name, materialized, columns }) => [name, materialized, columns.length]),
      [
        ['counted', true, 1],
        ['named', false, 2],
      ],
    );
    assert.equal(table('events').kind, 'partitioned');
    assert.deepEqual(table('events_1').partitionOf, { schema: 'public', name: 'events' });
    assert.deepEqual(catalog.enums, [
      { schema: 'public', name: 'mood', labels: ['sad', 'ok', "it's fine"] },
    ]);
    assert.deepEqual(catalog.domains, [
      {
        schema: 'public',
        name: 'email',
        type: 'character varying(80)',
        notNull: true,
        default: "'x@y'::character varying",
        checks: [{ name: 'email_check', expression: "((VALUE)::text ~~ '%@%'::text)" }],
      },
    ]);
    assert.match(catalog.version, /^\d+\.\d+$/);
  });
});
