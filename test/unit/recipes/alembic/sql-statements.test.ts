import assert from 'node:assert/strict';
import { engines } from '../../../../src/engines/index.ts';
import { fateOf } from '../../../../src/recipes/alembic/sql-statements.ts';
import { translateSql } from '../../../../src/recipes/alembic/translate-sql.ts';
import type { SwitchContext } from '../../../../src/recipes/recipe.ts';

describe('recipes/alembic/sql-statements', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['CREATE EXTENSION IF NOT EXISTS "uuid-ossp"', 'guard'],
    ['-- once\nDROP TYPE IF EXISTS state;', 'guard'],
    ["ALTER TYPE state ADD VALUE 'x'", 'guard'],
    ["COMMENT ON TABLE t IS 'a; b'", 'guard'],
    ['COMMIT', 'guard'],
    ['SET search_path TO public', 'guard'],
    ["SELECT setval('t_id_seq', 1)", 'guard'],
    ['CREATE INDEX ix ON t USING gin (tags)', 'guard'],
    ['DROP EXTENSION a; DROP TYPE b', 'guard'],
    ['CREATE FUNCTION f() RETURNS int AS $$ SELECT 1; $$ LANGUAGE sql', 'guard-and-tell'],
    ['ALTER TABLE t ENABLE ROW LEVEL SECURITY', 'guard-and-tell'],
    ['DO $$ BEGIN PERFORM 1; END $$', 'guard-and-tell'],
    ['DROP FUNCTION f(int), g()', 'guard'],
    ['ALTER TABLE ONLY t OWNER TO me, VALIDATE CONSTRAINT c', 'guard'],
    ['ALTER TABLE t SET SCHEMA app', 'guard'],
    ['CREATE TYPE pair AS (a int, b int)', 'guard'],
    ['BEGIN', 'guard'],
    ['CREATE MATERIALIZED VIEW v AS SELECT 1', 'guard-and-tell'],
    ['ALTER TABLE t ADD CONSTRAINT c EXCLUDE USING gist (a WITH &&)', 'guard-and-tell'],
    ['ALTER FUNCTION f() RENAME TO g', 'guard-and-tell'],
    ["COPY t FROM '/tmp/t'", 'guard-and-tell'],
    ['CREATE TABLE a AS SELECT 1 AS one', 'portable'],
    ['CREATE INDEX ix ON t USING btree (a)', 'translate'],
    ['ALTER TABLE t RENAME TO u', 'portable'],
    ['DELETE FROM comment WHERE "grant" = \'revoke on\'', 'portable'],
    ["SELECT 'CREATE EXTENSION x'", 'portable'],
    ['SELECT set_config(a, b, true) FROM t', 'translate'],
    ["UPDATE t SET name = 'now()' WHERE name IS NULL", 'portable'],
    ['INSERT INTO t (a) VALUES (1) ON CONFLICT DO NOTHING', 'portable'],
    ['UPDATE t SET a = now()', 'translate'],
    ['DROP TYPE b; UPDATE t SET a = 1', 'translate'],
  ];
  for (const [sql, fate] of cases) {
    it(`${fate}: ${sql}`, () => assert.equal(fateOf(sql, 'postgresql'), fate));
  }

  it('guards what only SQLite understands', () => {
    assert.equal(fateOf('PRAGMA foreign_keys = ON', 'sqlite'), 'guard');
    assert.equal(fateOf('UPDATE t SET a = 1', 'sqlite'), 'portable');
  });
});

describe('recipes/alembic/translate-sql', () => {
  const context: SwitchContext = {
    project: { root: '', files: new Map(), others: new Set() },
    goal: {
      source: 'postgresql',
      target: 'sqlite',
      strategy: 'replace',
      history: 'keep',
      scope: 'everything',
      project: '',
      database: { name: 'app', file: 'app.db' },
    },
    source: engines.postgresql,
    target: engines.sqlite,
    runsOn: 'postgresql' as const,
  };

  it('leaves portable text as it is', () => {
    const sql = "UPDATE t SET a = upper(b), c = 'now() :x' WHERE id = :id";
    assert.equal(translateSql(sql, context), sql);
  });

  it('makes times and ids as the server defaults of revisions do', () => {
    const { newUuid } = engines.sqlite.schema;
    assert.equal(
      translateSql('UPDATE t SET a = now(), b = public.uuid_generate_v4()', context),
      `UPDATE t SET a = CURRENT_TIMESTAMP, b = (${newUuid})`,
    );
  });

  it('keeps the names of bound values', () => {
    assert.equal(
      translateSql('DELETE FROM t WHERE a ILIKE :pattern AND b = :b', context),
      "DELETE FROM t WHERE a LIKE :pattern ESCAPE '\\' AND b = :b",
    );
  });

  it('translates a cast that another operator takes in', () => {
    assert.equal(
      translateSql(`UPDATE t SET a = a || '{"b": false}'::jsonb`, context),
      "UPDATE t SET a = json_set(a, '$.b', json('false'))",
    );
  });

  it('gives nothing where no text means the same', () => {
    assert.equal(translateSql("UPDATE t SET a = b + interval '1 month'", context), undefined);
    assert.equal(translateSql('SELECT * FROM pg_class', context), undefined);
  });
});
