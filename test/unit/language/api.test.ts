import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { apiRules } from '../../../src/language/api/index.ts';
import type { SqlChecker } from '../../../src/language/examine.ts';
import { checkText, sqliteChecker } from '../../support/sql-checker.ts';

const python = `import sqlalchemy as sa
from sqlalchemy import JSON, Column, Index, String, any_, extract, func, insert, select
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, aggregate_order_by
from sqlalchemy.dialects.postgresql import insert as pg_insert

`;
const knex = "import type { Knex } from 'knex';\n\n";

describe('language/api', () => {
  let checker: SqlChecker;
  before(async () => {
    checker = await sqliteChecker();
  });

  const found = (library: 'SQLAlchemy' | 'Knex', code: string) => {
    const [path, head] = library === 'Knex' ? ['a.ts', knex] : ['a.py', python];
    const text = `${head}${code}\n`;
    return checkText(path, text, checker).map(
      ({ code: id, span }) => [id, text.slice(span.start, span.end)] as const,
    );
  };

  for (const { id, library, examples } of apiRules) {
    it(`has a file for ${id}, and finds its examples and not what they say to write`, () => {
      assert.ok(existsSync(join(import.meta.dirname, `../../../src/language/api/${id}.ts`)));
      for (const { from, to } of examples) {
        assert.deepEqual(
          found(library, from).map(([code]) => code),
          [id],
          from,
        );
        if (to !== undefined) assert.deepEqual(found(library, to), [], to);
      }
    });
  }

  const cases: readonly (readonly ['SQLAlchemy' | 'Knex', string, string, string])[] = [
    ['SQLAlchemy', 'x = sa.func.array_agg(t.c.n)', 'sqlalchemy-function', 'sa.func.array_agg'],
    ['SQLAlchemy', 'x = mapped_column(postgresql.INET)', 'sqlalchemy-type', 'postgresql.INET'],
    ['SQLAlchemy', 'x = sa.Column(sa.ARRAY(sa.Integer))', 'sqlalchemy-type', 'sa.ARRAY'],
    ['SQLAlchemy', 'x: Mapped[dict] = mapped_column(JSONB())', 'sqlalchemy-jsonb', 'JSONB'],
    ['SQLAlchemy', 'x = postgresql.array([1])', 'sqlalchemy-construct', 'postgresql.array'],
    ['SQLAlchemy', 'x = c.op("~*")("a")', 'sqlalchemy-operator', '"~*"'],
    ['Knex', "q.orWhere('a', '~*', 'b')", 'knex-operator', "'~*'"],
    ['Knex', 'q.forUpdate().skipLocked()', 'knex-method', 'skipLocked'],
    ['Knex', "t.specificType('a', 'vector(3)')", 'knex-specific-type', "'vector(3)'"],
  ];
  for (const [library, code, id, marked] of cases) {
    it(`marks ${marked} in ${code}`, () => assert.deepEqual(found(library, code), [[id, marked]]));
  }

  for (const [library, code] of [
    ['SQLAlchemy', 'x = select(func.now(), func.count(), func.char_length(t.c.n))'],
    ['SQLAlchemy', 'x = t.c.n.ilike("a%"), t.c.n.regexp_match("a"), t.c.n.icontains("a")'],
    ['SQLAlchemy', 'x = pg_insert(t).values(id=1).on_conflict_do_update(index_elements=["id"])'],
    ['SQLAlchemy', 'x = postgresql.UUID(as_uuid=True), postgresql.ENUM("a", name="e")'],
    ['SQLAlchemy', 'x = JSONB().with_variant(JSON(), "sqlite")'],
    ['SQLAlchemy', 'x = select(t).distinct(), select(t).with_for_update()'],
    ['SQLAlchemy', 'x = date_trunc("a"), other.func.date_trunc("a")'],
    ['Knex', "q.whereILike('a', 'b').onConflict('id').merge().returning('id')"],
    ['Knex', "q.where('a', 'like', 'b').orderBy('a', 'desc')"],
    ['Knex', "t.specificType('a', 'text')"],
  ] as const) {
    it(`is silent about ${code}`, () => assert.deepEqual(found(library, code), []));
  }

  it('is silent in files that do not use the library', () => {
    assert.deepEqual(checkText('a.py', 'x = q.distinct(a)\ny = c.op("~")("a")\n', checker), []);
    assert.deepEqual(checkText('a.ts', "q.where('a', '~', 'b').distinctOn('a');\n", checker), []);
  });

  it('is hidden by comments', () => {
    const text = `${python}# engine-switch-ignore sqlalchemy-jsonb: PostgreSQL only\nx = JSONB()\n`;
    assert.deepEqual(checkText('a.py', text, checker), []);
  });
});
