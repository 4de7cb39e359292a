import assert from 'node:assert/strict';
import { compareRows } from '../../../src/data/compare-rows.ts';
import type { ResultSet } from '../../../src/data/database.ts';
import type { Value } from '../../../src/data/value.ts';

function result(...rows: readonly Value[][]): ResultSet {
  return { columns: [], rows, more: false, milliseconds: 1 };
}

describe('compareRows', () => {
  it('takes what both engines say in their own way as the same', () => {
    const left: Value[] = [
      'true',
      { real: '1.50' },
      '2024-01-02T03:04:05.100Z',
      '{"a":1,"b":[2]}',
      null,
    ];
    const right: Value[] = [
      { integer: '1' },
      { real: '1.5' },
      '2024-01-02 03:04:05.1',
      '{"b": [2], "a": 1}',
      null,
    ];
    assert.deepEqual(
      compareRows(result(left), result(right)).map(({ state }) => state),
      ['same'],
    );
  });

  it('names what differs, NULL from the empty string too', () => {
    const left = result(['a', null, { integer: '9007199254740993' }], ['only']);
    const right = result(['A', '', { integer: '9007199254740992' }]);
    assert.deepEqual(
      compareRows(left, right).map(({ state, columns }) => [state, columns]),
      [
        ['differs', [0, 1, 2]],
        ['left-only', []],
      ],
    );
  });
});
