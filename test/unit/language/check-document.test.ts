import assert from 'node:assert/strict';
import { applyEdits } from '../../../src/core/edit.ts';
import type { SqlDiagnostic } from '../../../src/language/check-document.ts';
import type { SqlChecker } from '../../../src/language/examine.ts';
import { checkText, sqliteChecker } from '../../support/sql-checker.ts';

describe('language/check-document', () => {
  let checker: SqlChecker;
  before(async () => {
    checker = await sqliteChecker();
  });

  const check = (path: string, text: string) => checkText(path, text, checker);
  const marked = (text: string, { span }: SqlDiagnostic) => text.slice(span.start, span.end);
  const fixed = (text: string, found: readonly SqlDiagnostic[]) =>
    applyEdits(
      text,
      found.flatMap(({ fix = [] }) => fix),
    );

  it('checks a script', () => {
    const text = "SELECT name FROM emp WHERE name ILIKE 'a%';\n";
    const found = check('a.sql', text);
    assert.deepEqual(
      found.map(({ code, severity }) => [code, severity]),
      [['ilike', 'error']],
    );
    assert.equal(fixed(text, found), "SELECT name FROM emp WHERE name LIKE 'a%';\n");
  });

  const cases: readonly (readonly [string, string, string])[] = [
    [
      'a.py',
      `x = text("SELECT a FROM t WHERE n ILIKE 'a%'")\n`,
      `x = text("SELECT a FROM t WHERE n LIKE 'a%'")\n`,
    ],
    [
      'a.py',
      'cur.execute("SELECT a FROM t WHERE n ILIKE \'a\' AND b = %s AND c = %(c)s", args)\n',
      'cur.execute("SELECT a FROM t WHERE n LIKE \'a\' AND b = %s AND c = %(c)s", args)\n',
    ],
    [
      'a.py',
      `q = f"""\nSELECT a\nFROM t\nWHERE n = {name} AND m ILIKE 'x'  -- why\n"""\n`,
      `q = f"""\nSELECT a\nFROM t\nWHERE n = {name} AND m LIKE 'x'  -- why\n"""\n`,
    ],
    [
      'a.py',
      `session.execute(text("SELECT a FROM t WHERE id = :id AND n ILIKE 'é\\n'"))\n`,
      `session.execute(text("SELECT a FROM t WHERE id = :id AND n LIKE 'é\\n'"))\n`,
    ],
    [
      'a.py',
      `q = ("SELECT a "\n     "FROM t WHERE n ILIKE 'a'")\n`,
      `q = ("SELECT a "\n     "FROM t WHERE n LIKE 'a'")\n`,
    ],
    [
      'a.ts',
      "const r = await pool.query(`SELECT a FROM t WHERE n ILIKE 'b' AND id = $1 AND c = ${c}`);\n",
      "const r = await pool.query(`SELECT a FROM t WHERE n LIKE 'b' AND id = $1 AND c = ${c}`);\n",
    ],
    [
      'a.js',
      "knex.raw('select a from t where n ilike \\'b\\' and id = ?', [1]);\n",
      "knex.raw('select a from t where n like \\'b\\' and id = ?', [1]);\n",
    ],
    [
      'a.ts',
      "const q = sql`select a from t where n ilike 'b'`;\n",
      "const q = sql`select a from t where n like 'b'`;\n",
    ],
    [
      'a.py',
      `q = "SELECT a FROM t " 'WHERE n ILIKE \\'a\\''\n`,
      `q = "SELECT a FROM t " 'WHERE n LIKE \\'a\\''\n`,
    ],
    [
      'a.py',
      `cur.execute("SELECT a FROM t WHERE b = " + b + " AND n ILIKE 'a' AND " + c)\n`,
      `cur.execute("SELECT a FROM t WHERE b = " + b + " AND n LIKE 'a' AND " + c)\n`,
    ],
    [
      'a.ts',
      "const q = 'SELECT a ' +\n  'FROM t ' +\n  `WHERE n ILIKE 'b' AND id = ` + id;\n",
      "const q = 'SELECT a ' +\n  'FROM t ' +\n  `WHERE n LIKE 'b' AND id = ` + id;\n",
    ],
  ];
  for (const [path, before, after] of cases) {
    it(`finds and fixes ${JSON.stringify(before)}`, () => {
      const found = check(path, before);
      assert.deepEqual(
        found.map(({ code }) => code),
        ['ilike'],
      );
      const [first] = found;
      assert.ok(first);
      assert.match(marked(before, first), /ilike/i);
      assert.equal(fixed(before, found), after);
    });
  }

  for (const [path, text] of [
    ['a.py', '"""Select a row from the table; update it."""\n'],
    ['a.py', 'log.info("update the user")\nx = "select one"\n'],
    ['a.py', 'execute("SELECT " + column + " FROM t")\n'],
    ['a.py', `x = text("SELECT a FROM t WHERE n = 'a%'")\n`],
    [
      'a.py',
      `x = text("SELECT date(a), cast(b as integer) FROM t WHERE json_extract(c, '$.d') = 1")\n`,
    ],
    ['a.sql', "SELECT strftime('%Y', a) FROM t;\n"],
    ['a.py', `x = b"SELECT a FROM t WHERE n ILIKE 'a'"\n`],
    ['a.ts', "throw new Error('select a file from the list');\n"],
    ['a.css', 'select { }'],
  ] as const) {
    it(`is silent about ${JSON.stringify(text)}`, () => assert.deepEqual(check(path, text), []));
  }

  for (const text of [
    'CREATE TABLE t (id SERIAL PRIMARY KEY);\n',
    'CREATE TABLE t (id BIGINT PRIMARY KEY);\n',
    'CREATE TABLE t (at TIMESTAMP DEFAULT (now()));\n',
    'CREATE TABLE t (id UUID DEFAULT (gen_random_uuid()));\n',
  ]) {
    it(`names the silent trap in ${JSON.stringify(text)}`, () => {
      assert.notEqual(check('a.sql', text).length, 0);
    });
  }

  it('offers no fix that would cross the quotes of two literals', () => {
    const text = `q = "SELECT a FROM t WHERE n IL" f"IKE 'a'"\n`;
    for (const { fix } of check('a.py', text)) assert.equal(fix, undefined);
  });

  it('writes in the quotes of the literal that it writes in, and never beside them', () => {
    const mixed = `q = "SELECT now(), 1 " 'FROM t WHERE position("b" in a) > 0 AND d::date = 1'\n`;
    for (const { fix = [] } of check('a.py', mixed)) {
      const result = fixed(mixed, [
        { code: '', severity: 'error', message: '', span: fix[0] ?? { start: 0, end: 0 }, fix },
      ]);
      assert.match(result, /^q = "[^"]*" '(?:[^'\\]|\\.)*'\n$/);
    }
    const joined = `q = 'SELECT a FROM t WHERE d::date = ' + day + '::date'\n`;
    for (const { fix = [] } of check('a.js', joined))
      for (const edit of fix)
        assert.doesNotMatch(joined.slice(edit.start - 1, edit.end + 1), /day/);
  });
});
