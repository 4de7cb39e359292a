import assert from 'node:assert/strict';
import { wholeWorkspace } from '../../../src/recipes/project.ts';
import {
  pythonFilesWith,
  pythonOf,
  unreadablePythonFiles,
} from '../../../src/recipes/python-files.ts';
import { snapshotOf } from '../../support/memory-workspace.ts';

describe('recipes/python-files', () => {
  const project = wholeWorkspace(
    snapshotOf({
      'a.py': 'URL = "sqlite://"\n',
      'b.py': 'x = {% if url %}\n',
      'c.py': 'x = 1\n',
      'd.txt': 'url\n',
      'e.py': 'url = yield\nwith (a as b, c as d):\n    pass\n',
    }),
  );

  it('parses the files that mention the marker', () => {
    const paths = pythonFilesWith(project, /url/i).map(({ path }) => path);
    assert.deepEqual(paths, ['a.py', 'e.py']);
  });

  it('names those that are no Python', () => {
    const [file, ...rest] = unreadablePythonFiles(project, /url/i);
    assert.deepEqual(rest, []);
    assert.equal(file?.source.path, 'b.py');
  });

  it('parses a file once', () => {
    const [file] = pythonFilesWith(project, /URL/);
    assert.ok(file);
    assert.equal(pythonOf(file.source).value, file.module);
  });
});
