import assert from 'node:assert/strict';
import { loadParser } from '../../../src/sql/parser.ts';
import { translate } from '../../../src/sql/translate.ts';

/** What is said of statements that PostgreSQL's grammar refuses. */
function codes(text: string): readonly string[] {
  const { edits, problems } = translate(text, { from: 'postgresql', to: 'sqlite' });
  assert.deepEqual(edits, []);
  return problems.map(({ code }) => code);
}

describe("statements in SQLite's own syntax", () => {
  before(loadParser);

  const own = [
    "select a from t where a glob 'A*'",
    'create table t (id integer primary key autoincrement, a text) strict',
    'create table t (a text primary key) without rowid',
    "insert or ignore into t values (1, 'a')",
    'select `a`, [b] from t where c == 1 limit 2, 3',
    'select a from t where a is not 1',
    'pragma foreign_keys = on',
    'create trigger g after insert on t begin update t set a = old.a where id = new.id; end',
    "create trigger g before delete on t when old.a > 1 begin select raise(abort, 'no'); end",
    'select char(65), json_object(1, 2)',
  ];
  for (const text of own) it(`silent: ${text}`, () => assert.deepEqual(codes(text), []));

  const mixed = [
    "select a::int from t where a glob 'A*'",
    'create table t (id integer primary key autoincrement, at text default now())',
    'insert or ignore into t values (now())',
    'create trigger g after insert on t begin update t set a = now(); end',
    'select from where',
  ];
  for (const text of mixed)
    it(`refused: ${text}`, () => assert.deepEqual(codes(text), ['syntax-error']));
});
