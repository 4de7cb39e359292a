import assert from 'node:assert/strict';
import { ScriptParts } from '../../../src/sql/script-parts.ts';
import { splitScript } from '../../../src/sql/splitter.ts';
import { random } from '../../support/random.ts';

const pieces = [
  'select 1;',
  "insert into t values ('a;b', 1);\n",
  '-- a comment; with a semicolon\n',
  '/* a; /* nested */ b */',
  'copy t (a, b) from stdin;\n1\t2\n3\t4\n\\.\n',
  'select $$ a; b $$;',
  '\\connect db\n',
  ';',
  "'",
  '$$',
  '*/',
  '(',
  ')',
  '\n',
  'create trigger x begin select 1; end;',
];

describe('sql/script-parts', () => {
  const seed = 20_260;
  it(`are those of the whole text after each edit (seed ${seed})`, () => {
    const next = random(seed);
    const pick = (most: number) => Math.floor(next() * most);
    for (let round = 0; round < 60; round += 1) {
      const parts = new ScriptParts();
      let text = Array.from({ length: 12 }, () => pieces[pick(pieces.length)]).join('');
      for (let edit = 0; edit < 25; edit += 1) {
        assert.deepEqual(parts.update(text).parts, splitScript(text), JSON.stringify(text));
        const start = pick(text.length + 1);
        const end = Math.min(text.length, start + pick(9));
        text = text.slice(0, start) + (pieces[pick(pieces.length)] ?? '') + text.slice(end);
      }
    }
  });

  it('before an edit stay the same objects', () => {
    const parts = new ScriptParts();
    const text = Array.from({ length: 100 }, (_, index) => `select ${index};\n`).join('');
    const { parts: before } = parts.update(text);
    const { parts: after, ...counts } = parts.update(text.replace('select 50', 'select  50'));
    assert.equal(after[40], before[40]);
    assert.equal(after[60]?.text, before[60]?.text);
    assert.deepEqual(
      [counts.before > 45, counts.after > 45, counts.removed.length < 5],
      [true, true, true],
    );
  });
});
