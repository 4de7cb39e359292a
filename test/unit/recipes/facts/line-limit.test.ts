import assert from 'node:assert/strict';
import { lineLimit } from '../../../../src/recipes/facts/line-limit.ts';
import { wholeWorkspace } from '../../../../src/recipes/project.ts';
import { snapshotOf } from '../../../support/memory-workspace.ts';

describe('recipes/facts/line-limit', () => {
  const project = wholeWorkspace(
    snapshotOf({
      'pyproject.toml': '[tool.black]\nline-length = 88\n',
      'api/pyproject.toml': '[project]\nname = "api"\n\n[tool.ruff]\nline-length = 120\n',
      'broken/pyproject.toml': '[tool.black\n',
    }),
  );

  it('is what the nearest formatter settings above a file say', () => {
    assert.equal(lineLimit(project, 'env.py'), 88);
    assert.equal(lineLimit(project, 'api/app/db.py'), 120);
    assert.equal(lineLimit(project, 'broken/db.py'), 88);
  });

  it('is 100 where none say it', () => {
    assert.equal(lineLimit(wholeWorkspace(snapshotOf({})), 'a/b.py'), 100);
  });
});
