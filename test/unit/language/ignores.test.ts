import assert from 'node:assert/strict';
import { applyEdits } from '../../../src/core/edit.ts';
import type { SqlChecker } from '../../../src/language/examine.ts';
import { ignoreEdit } from '../../../src/language/ignore-edit.ts';
import { readDocument } from '../../../src/language/read-document.ts';
import { checkText, sqliteChecker } from '../../support/sql-checker.ts';

const query = "SELECT a FROM t WHERE n ILIKE 'a%'";

describe('language/ignore comments', () => {
  let checker: SqlChecker;
  before(async () => {
    checker = await sqliteChecker();
  });
  const codes = (path: string, text: string) =>
    checkText(path, text, checker).map(({ code }) => code);

  const hidden: readonly (readonly [string, string, string])[] = [
    ['above', 'a.sql', `-- engine-switch-ignore ilike: tested\n${query};\n`],
    ['behind', 'a.sql', `${query}; -- engine-switch-ignore ilike: tested\n`],
    ['above, over comments', 'a.sql', `-- engine-switch-ignore ilike\n-- names\n\n${query};\n`],
    [
      'above the statement',
      'a.sql',
      `-- engine-switch-ignore ilike\nSELECT a\nFROM t\nWHERE n ILIKE 'a';`,
    ],
    [
      'inside of it',
      'a.sql',
      `SELECT a\nFROM t\n-- engine-switch-ignore ilike\nWHERE n ILIKE 'a';`,
    ],
    ['in a block', 'a.sql', `/* engine-switch-ignore ilike: x */\r\n${query};\r\n`],
    [
      'for several',
      'a.sql',
      `-- engine-switch-ignore ilike, now: x\nSELECT now() FROM t WHERE n ILIKE 'a';`,
    ],
    [
      'for the file',
      'a.sql',
      `SELECT 1;\n${query};\n-- engine-switch-ignore-file ilike: x\n${query};\n`,
    ],
    ['in Python', 'a.py', `# engine-switch-ignore ilike: x\nq = "${query}"\n`],
    ['behind in Python', 'a.py', `q = "${query}"  # engine-switch-ignore ilike: x\n`],
    ['above a long string', 'a.py', `# engine-switch-ignore ilike\nq = """\n${query}\n"""\n`],
    ['in a long string', 'a.py', `q = """\n-- engine-switch-ignore ilike: x\n${query}\n"""\n`],
    [
      'between literals',
      'a.py',
      `q = ("SELECT a FROM t "\n  # engine-switch-ignore ilike\n  "WHERE n ILIKE 'a'")\n`,
    ],
    ['above a continued line', 'a.py', `# engine-switch-ignore ilike\nq = \\\n  "${query}"\n`],
    ['in TypeScript', 'a.ts', `// engine-switch-ignore ilike: x\nconst q = \`\n${query}\`;\n`],
    [
      'in a block of JavaScript',
      'a.js',
      `const q = "${query}"; /* engine-switch-ignore ilike */\n`,
    ],
    [
      'for a file of Python',
      'a.py',
      `# engine-switch-ignore-file ilike: x\nq = 1\nr = "${query}"\n`,
    ],
  ];
  for (const [where, path, text] of hidden)
    it(`hide a problem ${where}`, () => assert.deepEqual(codes(path, text), []));

  it('hide nothing on other lines, and of other rules', () => {
    const text = `-- engine-switch-ignore ilike\n${query};\n${query};\n`;
    assert.deepEqual(codes('a.sql', text), ['ilike']);
    assert.deepEqual(codes('a.sql', `-- engine-switch-ignore now\n${query};\n`), [
      'unused-ignore',
      'ilike',
    ]);
  });

  const removed: readonly (readonly [string, string])[] = [
    ['-- engine-switch-ignore ilike: x\nSELECT 1;\n', 'SELECT 1;\n'],
    ['SELECT 1; -- engine-switch-ignore ilike: x\r\nSELECT 2;', 'SELECT 1;\r\nSELECT 2;'],
    ['SELECT 1; -- engine-switch-ignore: x\n', 'SELECT 1;\n'],
    [
      `-- engine-switch-ignore now, ilike: x\n${query};`,
      `-- engine-switch-ignore ilike: x\n${query};`,
    ],
    [
      `-- engine-switch-ignore ilike, nwo: x\n${query};`,
      `-- engine-switch-ignore ilike: x\n${query};`,
    ],
    ['SELECT 1; -- engine-switch-ignore-file', 'SELECT 1;'],
  ];
  for (const [before, after] of removed) {
    it(`that are of no use are reported and removed: ${JSON.stringify(before)}`, () => {
      const found = checkText('a.sql', before, checker);
      assert.deepEqual(
        found.map(({ code }) => code),
        ['unused-ignore'],
      );
      assert.equal(
        applyEdits(
          before,
          found.flatMap(({ fix = [] }) => fix),
        ),
        after,
      );
    });
  }

  it('of the other direction are left alone', () => {
    const other = { ...checker, isChecked: () => false };
    assert.deepEqual(checkText('a.sql', '-- engine-switch-ignore ilike: x\nSELECT 1;', other), []);
  });

  const written: readonly (readonly [string, string, string])[] = [
    [
      'a.sql',
      `SELECT 1;\n  ${query};`,
      `SELECT 1;\n  -- engine-switch-ignore ilike: reason\n  ${query};`,
    ],
    [
      'a.sql',
      "SELECT '\n' FROM t WHERE a ILIKE '\n\n';",
      "-- engine-switch-ignore ilike: reason\nSELECT '\n' FROM t WHERE a ILIKE '\n\n';",
    ],
    [
      'a.py',
      `def f():\r\n    q = """\r\n    ${query}"""\r\n`,
      `def f():\r\n    # engine-switch-ignore ilike: reason\r\n    q = """\r\n    ${query}"""\r\n`,
    ],
    [
      'a.py',
      `q = \\\n  "${query}"\n`,
      `# engine-switch-ignore ilike: reason\nq = \\\n  "${query}"\n`,
    ],
    [
      'a.jsx',
      `const x = <p>\n{sql\`${query}\`}</p>;`,
      `// engine-switch-ignore ilike: reason\nconst x = <p>\n{sql\`${query}\`}</p>;`,
    ],
  ];
  for (const [path, before, after] of written) {
    it(`are written where they hide: ${JSON.stringify(before)}`, () => {
      const document = readDocument(path, before);
      const [first] = checkText(path, before, checker);
      assert.ok(document && first);
      const line = applyEdits(before, [ignoreEdit(document, first.code, first.span.start)]);
      assert.equal(line, after);
      assert.deepEqual(codes(path, line), []);
      const file = applyEdits(before, [ignoreEdit(document, first.code, 'file')]);
      assert.deepEqual(codes(path, file), []);
    });
  }

  it('for a file stand below what counts at the top only', () => {
    const text = `#!/usr/bin/env python\n# -*- coding: utf-8 -*-\nq = "${query}"\n`;
    const document = readDocument('a.py', text);
    assert.ok(document);
    const edited = applyEdits(text, [ignoreEdit(document, 'ilike', 'file')]);
    assert.equal(edited.split('\n')[2], '# engine-switch-ignore-file ilike: reason');
  });
});
