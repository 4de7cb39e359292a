import assert from 'node:assert/strict';
import { parseKeywordDsn } from '../../../src/engines/keyword-dsn.ts';

describe('parseKeywordDsn', () => {
  it('reads the parts of a connection string in any order, without its password', () => {
    const found = parseKeywordDsn(" dbname = shop host=db port='5433' password='a b=c' user=ann ");
    assert.equal(found?.engine.id, 'postgresql');
    assert.deepEqual(
      [found?.host, found?.port, found?.database, found?.user],
      ['db', '5433', 'shop', 'ann'],
    );
    assert.ok(!JSON.stringify(found).includes('a b=c'));
  });

  it('takes holes for values', () => {
    const found = parseKeywordDsn("host={0} dbname={1} password='{2}'");
    assert.deepEqual([found?.host, found?.database], ['{0}', '{1}']);
  });

  it('takes nothing else for one', () => {
    const others = ['host=db port=5432', 'dbname=shop and more', 'dbname', 'title=x dbname=y', ''];
    assert.deepEqual(
      others.map((text) => parseKeywordDsn(text)),
      others.map(() => undefined),
    );
  });
});
