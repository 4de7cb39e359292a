import assert from 'node:assert/strict';
import { SchemaReader } from '../../../src/language/schema-reader.ts';
import { SqlAnalyzer } from '../../../src/sql/analyzer.ts';
import { defaultOptions } from '../../../src/sql/options.ts';
import { loadParser } from '../../../src/sql/parser.ts';
import { emptySchema } from '../../../src/sql/schema.ts';

describe('language/schema-reader', () => {
  before(loadParser);

  const scripts = new Map([
    ['/w/1.sql', 'create table t (a int); create table broken (;'],
    ['/w/2.sql', 'alter table t add column b int; insert into t values (1, 2);'],
  ]);

  it('reads scripts in their order', () => {
    const { tables } = new SchemaReader().read(scripts, '');
    assert.deepEqual(
      tables.get('t')?.columns.map(({ name }) => name),
      ['a', 'b'],
    );
  });

  it('leaves out the document that is looked at, and keeps what it has read', () => {
    const reader = new SchemaReader();
    assert.equal(reader.read(scripts, '/w/2.sql').tables.get('t')?.columns.length, 1);
    assert.equal(reader.read(scripts, '/w/x.py'), reader.read(scripts, '/w/y.py'));
  });

  it('gives an analysis the types of columns, and a changed schema changes it', () => {
    const direction = 'postgresql-to-sqlite';
    const analyzer = new SqlAnalyzer({ direction, schema: emptySchema, options: defaultOptions });
    const codes = (column: string) => {
      const schema = new SchemaReader().read(
        new Map([['/s.sql', `create table t (a ${column})`]]),
        '',
      );
      return analyzer.analyze('select a / 2 from t', schema).problems.map(({ code }) => code);
    };
    assert.deepEqual(codes('int'), []);
    assert.deepEqual(codes('numeric(10, 2)'), ['division']);
  });
});
