import assert from 'node:assert/strict';
import { applyEdits } from '../../../src/core/edit.ts';
import { composeRewrites, type Rewrite } from '../../../src/sql/rewrite.ts';

const text = 'f( a ,  b /* why */ )';
const a = { start: 3, end: 4 };
const b = { start: 8, end: 9 };
const whole = { start: 0, end: text.length };

function result(...rewrites: readonly Rewrite[]): string {
  return applyEdits(text, composeRewrites(text, rewrites).edits);
}

describe('composeRewrites', () => {
  it('changes only the text between the pieces that differs', () => {
    const rewrite = { span: whole, pieces: ['g(', a, ',', b, ')'] };
    assert.deepEqual(composeRewrites(text, [rewrite]).edits, [{ start: 0, end: 3, newText: 'g(' }]);
  });

  it('rewrites inside of pieces, also where they move', () => {
    const inner = { span: a, pieces: ['z'] };
    assert.equal(
      result({ span: whole, pieces: ['g(', b, ',', a, ')'] }, inner),
      ' /* why */ g(b,z)',
    );
  });

  it('nests two rewrites of one span, the first outside', () => {
    const outer = { span: a, pieces: ['(', a, ')'] };
    const inner = { span: a, pieces: ['-', a] };
    assert.equal(result(outer, inner), 'f( (-a) ,  b /* why */ )');
  });

  it('keeps equal insertions at one place, which are one edit', () => {
    const outer = { span: whole, pieces: ['g(', whole, ')'] };
    const inner = { span: whole, pieces: ['g(', whole, ')'] };
    assert.equal(result(outer, inner), `g(g(${text}))`);
  });

  it('drops what is inside of a text that is gone, and names what crosses', () => {
    const crossing = { span: { start: 0, end: 4 }, pieces: ['x'] };
    const other = { span: { start: 3, end: 9 }, pieces: ['y'] };
    const { conflicts } = composeRewrites(text, [crossing, other]);
    assert.deepEqual(conflicts, [other]);
    assert.equal(result(crossing, { span: a, pieces: ['z'] }), 'x ,  b /* why */ )');
  });
});
