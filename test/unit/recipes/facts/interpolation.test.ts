import assert from 'node:assert/strict';
import { interpolate, onlyHole } from '../../../../src/recipes/facts/interpolation.ts';

const variables = new Map([
  ['SET', 'set'],
  ['EMPTY', ''],
]);

describe('facts/interpolation', () => {
  for (const [text, expected] of [
    ['a ${SET} b', 'a set b'],
    ['${NONE}', '${NONE}'],
    ['${NONE:-d}', 'd'],
    ['${EMPTY:-d}', 'd'],
    ['${EMPTY-d}', ''],
    ['${NONE-${SET:-x}}', 'set'],
    ['${NONE:?say what}', '${NONE}'],
    ['${SET:+there}', 'there'],
    ['${NONE:+there}', ''],
    ['$${SET} costs $$5', '${SET} costs $5'],
    ['${open', '${open'],
  ] as const) {
    it(`fills ${text}`, () => assert.equal(interpolate(text, variables), expected));
  }

  it('knows a text that is one hole', () => {
    assert.deepEqual(onlyHole('${A:-b${C}}'), {
      name: 'A',
      operator: ':-',
      operand: 'b${C}',
      source: '${A:-b${C}}',
    });
    assert.equal(onlyHole('${A}${B}'), undefined);
    assert.equal(onlyHole('$A')?.name, 'A');
    assert.equal(onlyHole('$$A'), undefined);
  });
});
