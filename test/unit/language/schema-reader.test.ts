import assert from 'node:assert/strict';
import { SchemaReader } from '../../../src/language/schema-reader.ts';
import { SqlAnalyzer } from '../../../src/sql/analyzer.ts';
import { defaultOptions } from '../../../src/sql/options.ts';
import { loadParser } from '../../../src/sql/parser.ts';
import { emptySchema } from '../../../src/sql/schema.ts';

describe('language/schema-reader', () => {
  before(loadParser);

  const known = {
    scripts: new Map([
      ['/w/1.sql', 'create table t (a int); create table broken (;'],
      ['/w/2.sql', 'alter table t add column b int; insert into t values (1, 2);'],
    ]),
    others: [
      'create table t (x text); create table m (a "any", b int);',
      'create table m (c int);',
    ],
  };

  it('reads scripts in their order', () => {
    const { tables } = new SchemaReader().read(known, '');
    assert.deepEqual(
      tables.get('t')?.columns.map(({ name }) => name),
      ['a', 'b'],
    );
  });

  it('leaves out the document that is looked at, and keeps what it has read', () => {
    const reader = new SchemaReader();
    assert.equal(reader.read(known, '/w/2.sql').tables.get('t')?.columns.length, 1);
    assert.equal(reader.read(known, '/w/x.py'), reader.read(known, '/w/y.py'));
  });

  it('believes the scripts first, and then what comes first of the others', () => {
    const { tables } = new SchemaReader().read(known, '');
    assert.deepEqual(
      tables.get('t')?.columns.map(({ name }) => name),
      ['a', 'b'],
    );
    assert.deepEqual(
      tables.get('m')?.columns.map(({ name, type }) => [name, type?.name]),
      [
        ['a', undefined],
        ['b', 'int4'],
      ],
    );
  });

  it('builds no table again of what is known by its columns alone', () => {
    const schema = new SchemaReader().read(known, '');
    const direction = 'postgresql-to-sqlite';
    const analyzer = new SqlAnalyzer({ direction, schema: emptySchema, options: defaultOptions });
    const { problems, edits } = analyzer.analyze('alter table m alter b set not null', schema);
    assert.deepEqual(
      problems.map(({ code, severity }) => [code, severity]),
      [['alter-table', 'error']],
    );
    assert.deepEqual(edits, []);
  });

  it('gives an analysis the types of columns, and a changed schema changes it', () => {
    const direction = 'postgresql-to-sqlite';
    const analyzer = new SqlAnalyzer({ direction, schema: emptySchema, options: defaultOptions });
    const codes = (column: string) => {
      const schema = new SchemaReader().read(
        { scripts: new Map([['/s.sql', `create table t (a ${column})`]]), others: [] },
        '',
      );
      return analyzer.analyze('select a / 2 from t', schema).problems.map(({ code }) => code);
    };
    assert.deepEqual(codes('int'), []);
    assert.deepEqual(codes('numeric(10, 2)'), ['division']);
  });
});
