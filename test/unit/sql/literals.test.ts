import assert from 'node:assert/strict';
import { hstoreAsJson, readHstoreLiteral } from '../../../src/sql/hstore-literal.ts';
import { boundType, rangeText } from '../../../src/sql/range-literal.ts';
import { typeNamed } from '../../../src/sql/sql-type.ts';

describe('sql/range-literal', () => {
  const text = (type: string, range: string) => {
    const bound = boundType(typeNamed(type));
    assert.ok(bound);
    return rangeText(bound, range);
  };

  for (const [type, range, kept] of [
    ['int4range', '[1,5]', '[1,6)'],
    ['int4range', '(1, 5)', '[2,5)'],
    ['int8range', '(9223372036854775806,]', '[9223372036854775807,)'],
    ['int4range', '[4,4)', 'empty'],
    ['int4range', 'empty', 'empty'],
    ['daterange', '[2024-02-28,2024-02-29]', '[2024-02-28,2024-03-01)'],
    ['daterange', '(,"2024-01-05"]', '(,2024-01-06)'],
    ['numrange', '(1.5,]', '(1.5,)'],
    ['numrange', '[2,2]', '[2,2]'],
    [
      'tstzrange',
      '["2024-01-01 10:00+02","2024-01-01 12:00+02")',
      '[2024-01-01 08:00:00,2024-01-01 10:00:00)',
    ],
    ['int4range', '[a,b]', undefined],
    ['int4range', '1,5', undefined],
  ] as const)
    it(`keeps ${range} of ${type} as ${kept}`, () => assert.equal(text(type, range), kept));

  it('knows what is a range', () => {
    assert.equal(boundType(typeNamed('int4multirange')), undefined);
    assert.equal(boundType(typeNamed('text')), undefined);
  });
});

describe('sql/hstore-literal', () => {
  for (const [literal, json] of [
    ['', '{}'],
    ['b=>2, a => 1', '{"a":"1","b":"2"}'],
    ['"x y"=>"q\\"r", n=>NULL, m=>"NULL"', '{"m":"NULL","n":null,"x y":"q\\"r"}'],
    ['a=>1, a=>2', '{"a":"1"}'],
  ] as const)
    it(`reads ${literal || 'nothing'}`, () => {
      const pairs = readHstoreLiteral(literal);
      assert.ok(pairs);
      assert.equal(hstoreAsJson(pairs), json);
    });

  for (const literal of ['a', 'a=>', '=>1', 'a=>1 b=>2', 'a=>1,'])
    it(`refuses ${literal}`, () => assert.equal(readHstoreLiteral(literal), undefined));
});
