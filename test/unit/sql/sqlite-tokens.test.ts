import assert from 'node:assert/strict';
import {
  nameOf,
  quoteName,
  significantTokens,
  tokenizeSqlite,
} from '../../../src/sql/sqlite-tokens.ts';

describe('sqlite-tokens', () => {
  const texts = [
    'SELECT a->>\'$.x\', x\'00ff\', 1.5e-3, 0x1F FROM "t""1", [a]]b], `c``d` -- end',
    "/* open comment SELECT 'x",
    "'string without end",
    'SELECT :a, @b, $c::d(e), ?, ?12 WHERE ä >= 3 AND 😀 <> 2;',
    '\uFEFFCREATE TABLE x\r\n(\ta)',
    '',
  ];
  for (const text of texts) {
    it(`gives back ${JSON.stringify(text)}`, () => {
      const tokens = tokenizeSqlite(text);
      assert.equal(tokens.map((token) => token.text).join(''), text);
      assert.ok(tokens.every(({ start, end, text: part }) => text.slice(start, end) === part));
    });
  }

  it('tells names, strings, comments and parameters apart', () => {
    const kinds = (sql: string) =>
      significantTokens(sql).map(({ kind, text }) => `${kind} ${text}`);
    assert.deepEqual(kinds("a -- b\n'c''d' \"e\" [f g] ?1 /* h */ x'0a' x"), [
      'word a',
      "string 'c''d'",
      'name "e"',
      'name [f g]',
      'parameter ?1',
      "blob x'0a'",
      'word x',
    ]);
  });

  it('reads and writes names in every quote', () => {
    const names = significantTokens('"a""b" [c"d] `e``f` \'g\' h').map(nameOf);
    assert.deepEqual(names, ['a"b', 'c"d', 'e`f', 'g', 'h']);
    assert.equal(quoteName('a"b'), '"a""b"');
  });
});
