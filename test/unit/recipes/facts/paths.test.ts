import assert from 'node:assert/strict';
import { isWithin, joinPath, relativeTo } from '../../../../src/recipes/facts/paths.ts';

describe('facts/paths', () => {
  it('joins', () => {
    assert.equal(joinPath('', './a/../b'), 'b');
    assert.equal(joinPath('deploy', '../app'), 'app');
    assert.equal(joinPath('', '..'), '..');
    assert.equal(joinPath('/app', 'data/x.db'), '/app/data/x.db');
    assert.equal(joinPath('/app', '/srv/'), '/srv');
  });

  it('tells what lies in what', () => {
    assert.ok(isWithin('/app', '/app/data'));
    assert.ok(!isWithin('/app', '/application'));
    assert.ok(isWithin('', 'a'));
    assert.equal(relativeTo('/app', '/app/data/x'), 'data/x');
    assert.equal(relativeTo('/', '/x'), 'x');
    assert.equal(relativeTo('', 'x'), 'x');
  });
});
