import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { documentationFiles } from '../../../src/language/rule-pages.ts';

const root = join(import.meta.dirname, '../../..');

describe('the pages of the SQL rules', () => {
  it('say what the rules say: npm run docs writes them anew', () => {
    for (const [path, text] of documentationFiles()) {
      assert.ok(existsSync(join(root, path)), path);
      assert.equal(readFileSync(join(root, path), 'utf8'), text);
    }
  });

  it('are there for every rule and for no other', () => {
    const pages = readdirSync(join(root, 'docs/sql')).map((name) => `docs/sql/${name}`);
    assert.deepEqual(pages.sort(), [...documentationFiles().keys()].sort());
  });
});
