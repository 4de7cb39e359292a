import assert from 'node:assert/strict';
import { SqlAnalyzer } from '../../../src/sql/analyzer.ts';
import { defaultOptions } from '../../../src/sql/options.ts';
import { loadParser } from '../../../src/sql/parser.ts';
import { emptySchema } from '../../../src/sql/schema.ts';
import { random } from '../../support/random.ts';

const pieces = [
  'create table t (a numeric, b text);\n',
  'create table t (a int);\n',
  'alter table t add constraint k unique (a);\n',
  'alter table t alter column a type text;\n',
  'select a / 2 from t;\n',
  "select a from t where b ilike 'x%' and a::text = 'y';\n",
  'insert into t values (1, now());\n',
  "insert into t (a) values (':x');\n",
  'drop table t;\n',
  "create type mood as enum ('a', 'b');\n",
  'select from where;\n',
  'copy t (a) from stdin;\n1\n\\.\n',
  '\\connect x\n',
  'x',
  ';',
  "'",
];

describe('sql/analyzer', () => {
  before(loadParser);
  const analyzer = () =>
    new SqlAnalyzer({
      direction: 'postgresql-to-sqlite',
      schema: emptySchema,
      options: defaultOptions,
    });

  const seed = 4711;
  it(`says of an edited script what it says of a new one (seed ${seed})`, () => {
    const next = random(seed);
    const pick = (most: number) => Math.floor(next() * most);
    for (let round = 0; round < 25; round += 1) {
      const edited = analyzer();
      let text = Array.from({ length: 10 }, () => pieces[pick(pieces.length)]).join('');
      for (let edit = 0; edit < 20; edit += 1) {
        assert.deepEqual(edited.analyze(text), analyzer().analyze(text), JSON.stringify(text));
        const start = pick(text.length + 1);
        const end = Math.min(text.length, start + pick(9));
        text = text.slice(0, start) + (pieces[pick(pieces.length)] ?? '') + text.slice(end);
      }
    }
  });

  it('analyses the statement that was edited, and no other one again', () => {
    const edited = analyzer();
    const text = Array.from({ length: 50 }, (_, index) => `select a::text, ${index};\n`).join('');
    const before = edited.analyze(text);
    const after = edited.analyze(text.replace(', 40;', ', 41;'));
    assert.equal(after.problems.length, 50);
    assert.equal(after.problems[30], before.problems[30]);
  });
});
