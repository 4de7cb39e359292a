import assert from 'node:assert/strict';
import { isNameHole } from '../../../src/language/name-holes.ts';
import { checkText, sqliteChecker } from '../../support/sql-checker.ts';

describe('holes of a string where SQL has a name', () => {
  const names = [
    ['select * from ', ''],
    ['select * from a join ', ' on true'],
    ['delete from ', ' where id = 1'],
    ['insert into ', ' values (1)'],
    ['insert into t (', ') values (1)'],
    ['insert into app.t (', ') values (1)'],
    ['create unique index i on t using btree (', ')'],
    ['update ', ' set a = 1'],
    ['update t set ', ' = 1'],
    ['create table if not exists ', ' (a int)'],
    ['drop table if exists ', ''],
    ['select * from app.', ' where a'],
    ['select * from ', '.users'],
    ['select * from x_', ' where a'],
    ['select ', '.id from t'],
  ] as const;
  for (const [before, after] of names)
    it(`${before}{...}${after}`, () => assert.equal(isNameHole(before, after), true));

  const values = [
    ['select * from t where id = ', ''],
    ['select * from t where id in (', ')'],
    ['insert into t (a) values (', ')'],
    ['select extract(year from ', ')'],
    ["select trim(both ' ' from ", ')'],
    ['select substring(upper(a) from ', ' for 2)'],
    ['select a is distinct from ', ''],
    ['select * from t limit ', ''],
    ['select * from t order by ', ''],
  ] as const;
  for (const [before, after] of values)
    it(`a value: ${before}{...}${after}`, () => assert.equal(isNameHole(before, after), false));

  it('are read as names, and come back as they were', async () => {
    const text = 'q = f"DELETE FROM {schema}.{prefix}_log WHERE at < now() AND id::text = {id}"\n';
    const found = checkText('a.py', text, await sqliteChecker());
    assert.deepEqual(
      found.map(({ code }) => code),
      ['schema-name', 'now', 'cast-to-text'],
    );
    assert.equal(found[0] && text.slice(found[0].span.start, found[0].span.end), '{schema}.');
  });
});
