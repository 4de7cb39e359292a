import assert from 'node:assert/strict';
import {
  applyEdits,
  invertEdits,
  mergeEdits,
  OverlappingEditsError,
} from '../../../src/core/edit.ts';

describe('core/edit', () => {
  const text = 'one two three';
  const edits = [
    { start: 8, end: 13, newText: '3' },
    { start: 0, end: 3, newText: 'first' },
    { start: 4, end: 4, newText: 'and ' },
  ];

  it('applies edits in text order, whatever order they come in', () => {
    assert.equal(applyEdits(text, edits), 'first and two 3');
  });

  it('inverts edits', () => {
    const after = applyEdits(text, edits);
    assert.equal(applyEdits(after, invertEdits(text, edits)), text);
  });

  it('takes equal edits as one and keeps the order of insertions at one place', () => {
    const insert = (newText: string) => ({ start: 3, end: 3, newText });
    assert.equal(applyEdits('abc', [insert('x'), insert('y'), insert('x')]), 'abcxy');
  });

  it('refuses edits that overlap', () => {
    const overlapping = [
      { start: 0, end: 3, newText: '' },
      { start: 2, end: 4, newText: '' },
    ];
    assert.throws(() => mergeEdits(overlapping), OverlappingEditsError);
  });
});
