import assert from 'node:assert/strict';
import { applyEdits } from '../../../src/core/edit.ts';
import {
  type DotenvEntry,
  dotenvLineLike,
  insertDotenvLine,
  parseDotenv,
  removeDotenvEntry,
  setDotenvValue,
  toggleDotenvEntry,
} from '../../../src/formats/dotenv.ts';

function entry(text: string, key: string): DotenvEntry {
  const found = parseDotenv(text).entries.find((candidate) => candidate.key === key);
  assert.ok(found, `${key} is an entry`);
  return found;
}

const set = (text: string, key: string, value: string) =>
  applyEdits(text, [setDotenvValue(entry(text, key), value)]);

describe('formats/dotenv', () => {
  it('reads spellings', () => {
    const text = [
      '\uFEFFA=1',
      'export B = "two words" # why',
      "  C='x # y'",
      'D=a#b # c',
      'E=',
      '# F=off',
      '# Not an assignment: G=1',
      'H: yaml',
      'I="line 1',
      'J=inside"',
      `K=\${A}-\${B:-d}`,
      'L=`tick`',
    ].join('\r\n');
    const found = parseDotenv(text).entries.map(({ key, value, commented }) => [
      key,
      value,
      commented,
    ]);
    assert.deepEqual(found, [
      ['A', '1', false],
      ['B', 'two words', false],
      ['C', 'x # y', false],
      ['D', 'a#b', false],
      ['E', '', false],
      ['F', 'off', true],
      ['H', 'yaml', false],
      ['I', 'line 1\r\nJ=inside', false],
      ['K', `\${A}-\${B:-d}`, false],
      ['L', 'tick', false],
    ]);
  });

  it('sets a value in its own quotes and leaves the rest of the line', () => {
    assert.equal(set('export A = "x" # c\r\n', 'A', 'y'), 'export A = "y" # c\r\n');
    assert.equal(set("A='x'", 'A', 'y z'), "A='y z'");
    assert.equal(set('A=x # c', 'A', 'y z'), 'A="y z" # c');
    assert.equal(set('A=\nB=1\n', 'A', 'y'), 'A=y\nB=1\n');
  });

  it('removes whole lines', () => {
    const text = 'A=1\r\nB=2 # two\r\nC=3';
    const remove = (key: string) =>
      applyEdits(text, [removeDotenvEntry(parseDotenv(text), entry(text, key))]);
    assert.equal(remove('B'), 'A=1\r\nC=3');
    assert.equal(remove('C'), 'A=1\r\nB=2 # two\r\n');
  });

  it('comments out and back', () => {
    const text = 'A="x" # c\n  #B=2\n';
    const toggle = (key: string) =>
      applyEdits(text, [toggleDotenvEntry(parseDotenv(text), entry(text, key))]);
    assert.equal(toggle('A'), '# A="x" # c\n  #B=2\n');
    assert.equal(toggle('B'), 'A="x" # c\n  B=2\n');
  });

  it('inserts a line like another', () => {
    for (const [text, after] of [
      ['export A="x"', 'export A="x"\nexport A="y"'],
      ['export A="x"\r\nB=1\r\n', 'export A="x"\r\nexport A="y"\r\nB=1\r\n'],
    ] as const) {
      const document = parseDotenv(text);
      const line = dotenvLineLike(document, entry(text, 'A'), 'y');
      assert.equal(applyEdits(text, [insertDotenvLine(document, entry(text, 'A'), line)]), after);
    }
  });

  it('takes an open quote as a plain value', () => {
    assert.equal(entry('A="x\nB=1', 'B').value, '1');
    assert.equal(entry('A="x\nB=1', 'A').value, '"x');
  });
});
