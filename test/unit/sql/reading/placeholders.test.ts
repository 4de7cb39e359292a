import assert from 'node:assert/strict';
import { loadParser } from '../../../../src/sql/parser.ts';
import { findPlaceholders } from '../../../../src/sql/reading/placeholders.ts';
import { translate } from '../../../../src/sql/translate.ts';

const toSqlite = { from: 'postgresql', to: 'sqlite' } as const;

describe('sql/reading/placeholders', () => {
  before(loadParser);

  const found: readonly (readonly [string, readonly string[]])[] = [
    ['select * from t where a = %s and b=%(n)s limit ?', ['%s', '%(n)s', '?']],
    ['select a %s from t where b % s > 1', []],
    ["select d ? 'k', d ?| array['a'], d ? ?, d ?& :keys", ['?', ':keys']],
    ["select :a::int, b::text, tags[1:n], 'x :y' from t where c in (:c, ?)", [':a', ':c', '?']],
    ['select \':a\', "?", $$ %s $$ -- :b ?\n /* %s */ from t', []],
    ['update t set a = ?, b = lower(?) where c between ? and ?', ['?', '?', '?', '?']],
    [
      'select case when ? then ? else ? end from ?? where a \\? :b',
      ['?', '?', '?', '??', '\\?', ':b'],
    ],
  ];
  for (const [text, expected] of found)
    it(`finds ${expected.join(' ') || 'none'} in ${text}`, () =>
      assert.deepEqual(
        findPlaceholders(text).map((item) => item.text),
        expected,
      ));

  const translated: readonly (readonly [string, string])[] = [
    [
      "select id from emp where name ilike %s and code ilike 'a%%' and n %% 2 = %(n)s limit %s",
      "select id from emp where name like %s escape '\\' and code like 'a%%' and n %% 2 = %(n)s limit %s",
    ],
    [
      'select upper(?), created::date from t where id = any(:ids) and x = :x::text',
      'select upper(?), date(created) as created from t where t.id in (select value from json_each(:ids)) and x = cast(:x as text)',
    ],
    ["insert into t (a, at) values (?, now() - interval '1 day') on conflict (a) do nothing", ''],
    [
      "select to_char(at, 'YYYY') from t where id = %s",
      "select strftime('%%Y', at) as to_char from t where id = %s",
    ],
  ];
  for (const [text, expected] of translated)
    it(`gives them back in the translation of ${text}`, () => {
      const { sql, problems } = translate(text, toSqlite);
      if (expected) assert.equal(sql, expected);
      assert.ok(!problems.some(({ code }) => code === 'syntax-error'));
      assert.equal(sql.includes('$9'), false);
    });

  it('keeps the places of problems and fixes', () => {
    const text = "select ? , 'é' from t where a ilike 'x' and b = :name";
    const [problem] = translate(text, toSqlite).problems;
    assert.equal(text.slice(problem?.span.start, problem?.span.end), "a ilike 'x'");
    assert.deepEqual(problem?.fix, [{ start: 29, end: 36, newText: ' like ' }]);
  });

  it('numbers the values where they move, and says so where they cannot be', () => {
    const numbered = translate('select left(name, ?) from t where id = ?', toSqlite);
    assert.match(numbered.sql, /case when \?1 < 0 .* where id = \?2$/);
    const named = translate('select left(name, :n) from t', toSqlite);
    assert.ok(!named.problems.some(({ code }) => code === 'placeholder-order'));
    for (const text of ['select left(a, %s)', 'select left(a, ?)'])
      assert.ok(
        translate(text, toSqlite).problems.some(({ code }) => code === 'placeholder-order'),
      );
  });

  it('takes the text as it is where none are wanted', () => {
    const { problems } = translate('select ?', { ...toSqlite, placeholders: 'none' });
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['syntax-error'],
    );
  });
});
