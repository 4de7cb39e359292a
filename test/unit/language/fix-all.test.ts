import assert from 'node:assert/strict';
import { applyEdits } from '../../../src/core/edit.ts';
import { examine, type SqlChecker } from '../../../src/language/examine.ts';
import { fixAll } from '../../../src/language/fix-all.ts';
import { readDocument } from '../../../src/language/read-document.ts';
import { TranslatedStatements } from '../../../src/language/translated-statements.ts';
import { checkText, sqliteChecker } from '../../support/sql-checker.ts';

describe('language/fix-all', () => {
  let checker: SqlChecker;
  before(async () => {
    checker = await sqliteChecker();
  });
  const fixed = (path: string, text: string, rule?: string) => {
    const document = readDocument(path, text);
    assert.ok(document);
    const edits = fixAll(document, checker, ({ code }) => !rule || code === rule);
    return applyEdits(text, edits);
  };

  const text = [
    'q = text("""',
    "  SELECT n::text FROM t WHERE n ILIKE 'a%' AND position('x' in n) > 0",
    '""")',
    "r = 'SELECT a FROM t WHERE a ILIKE \\'b\\''",
    '',
  ].join('\n');

  it('puts all of a file right once, inside of its strings', () => {
    const result = fixed('a.py', text);
    assert.match(result, /^r = 'SELECT a FROM t WHERE a LIKE \\'b\\''$/m);
    assert.match(result, /CAST\(n AS text\) .*n LIKE 'a%' AND instr\(n, 'x'\)/);
  });

  it('puts one rule right', () => {
    const result = fixed('a.py', text, 'ilike');
    assert.equal(result, text.replaceAll('ILIKE', 'LIKE'));
  });

  it('makes fixes that lie inside of each other', () => {
    const nested =
      "SELECT upper(a::text) FROM t WHERE position(b::text in c::text || 'x'::text) > 0;";
    const result = fixed('a.sql', nested);
    assert.doesNotMatch(result, /::|position/);
  });

  it('leaves what a comment hides', () => {
    const hidden = `-- engine-switch-ignore ilike: x\nSELECT a FROM t WHERE a ILIKE 'a';\nSELECT a FROM t WHERE a ILIKE 'a';\n`;
    assert.equal(fixed('a.sql', hidden).match(/ILIKE/g)?.length, 1);
  });

  it('is remembered: what a fix has written is not taken for SQL of the source', () => {
    const translated = new TranslatedStatements();
    const remembering: SqlChecker = {
      ...checker,
      isTranslated: (statement, construct) => translated.has(statement, construct),
    };
    const script = "SELECT a FROM t WHERE a ILIKE 'x%' AND b LIKE 'y%';\nSELECT 1;\n";
    const before = readDocument('a.sql', script);
    assert.ok(before);
    const edits = fixAll(before, remembering, ({ code }) => code === 'ilike');
    const result = applyEdits(script, edits);
    const after = readDocument('a.sql', result);
    assert.ok(after);
    const isFixed = ({ code }: { code: string }) => code === 'ilike';
    translated.remember({ before, passages: examine(before, remembering), after, isFixed });
    const found = checkText('a.sql', result, remembering);
    assert.deepEqual(
      found.map(({ span }) => result.slice(span.start, span.end)),
      ["b LIKE 'y%'"],
    );
  });
});
