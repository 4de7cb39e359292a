import assert from 'node:assert/strict';
import { oncePer } from '../../../src/core/once-per.ts';

describe('oncePer', () => {
  it('works once for each value, also where there is no result', () => {
    const seen: object[] = [];
    const read = oncePer((key: object) => {
      seen.push(key);
      return undefined;
    });
    const [a, b] = [{}, {}];
    for (const key of [a, b, a, b]) read(key);
    assert.deepEqual(seen, [a, b]);
  });
});
