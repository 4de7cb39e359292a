import assert from 'node:assert/strict';
import { join } from 'node:path';
import { recipes } from '../../../src/recipes/index.ts';
import { makePlan } from '../../../src/workflow/plan.ts';
import { cell, link, table } from '../../../src/workflow/report/markdown.ts';
import { renderReport } from '../../../src/workflow/report/report.ts';
import { readTree, snapshotOf } from '../../support/memory-workspace.ts';

describe('workflow/report', () => {
  const before = snapshotOf(
    readTree(join(import.meta.dirname, '../../fixtures/workspaces/fastapi-sample')),
  );
  const plan = makePlan(before, recipes, { to: 'sqlite' });
  const checks = [{ id: 'x', title: 'A check', result: 'failed', detail: 'a | b' }] as const;
  const linkTo = (path: string, line?: number) => `${path}#${line ?? ''}`;
  const report = renderReport({ plan, before, checks, linkTo });

  it('has every section', () => {
    const sections = [...report.matchAll(/^## (.*)$/gm)].map(([, title]) => title);
    assert.deepEqual(sections, [
      'What was changed',
      'Conversions',
      'Where the database is',
      'Checks',
      'Look for yourself',
      'What remains for you',
      'What behaves differently now',
      'How to undo it',
    ]);
  });

  it('says what became what, with a link to the line', () => {
    assert.match(report, /\[app\/config\.py:10\]\(app\/config\.py#10\) \| .*sqlite\+aiosqlite:/);
  });

  it('says where the file is in the container', () => {
    assert.match(report, /In the `app` service .* kept in the volume/);
  });

  it('holds no password, also none that was cut', () => {
    assert.doesNotMatch(report, /s3cret/);
  });

  describe('markdown', () => {
    it('keeps what a workspace says from being markup', () => {
      assert.equal(cell('a|b <img> [x](y)\nc'), 'a\\|b \\<img\\> \\[x\\](y) c');
      assert.equal(cell('a`b|c', 'code'), '``a`b\\|c``');
      assert.equal(
        link((path) => path, 'a b(c).py'),
        '[a b(c).py](a%20b%28c%29.py)',
      );
      assert.equal(table(['A'], [['1']]), '| A |\n| --- |\n| 1 |');
    });
  });
});
