import assert from 'node:assert/strict';
import { applyEdits } from '../../../../src/core/edit.ts';
import { appendArgument } from '../../../../src/formats/python/arguments.ts';
import { nodesOf, parsePython } from '../../../../src/formats/python/module.ts';
import { wrapLongCalls } from '../../../../src/formats/python/wrap-call.ts';

describe('formats/python/wrap-call', () => {
  const append = (text: string, source: string, limit: number) => {
    const { value: module } = parsePython(text);
    const [call] = nodesOf(module.root, 'CallExpression');
    assert.ok(call);
    return applyEdits(text, wrapLongCalls(module, [appendArgument(module, call, source)], limit));
  };

  it('leaves a line that is short enough', () => {
    assert.equal(append('run(one, two)\n', 'three', 20), 'run(one, two, three)\n');
  });

  it('puts the arguments on a line of their own where they fit', () => {
    assert.equal(
      append('if x:\n    run(one, two)  # why\n', 'three', 24),
      'if x:\n    run(\n        one, two, three\n    )  # why\n',
    );
  });

  it('else each on one, with a comma behind the last', () => {
    assert.equal(
      append('run(one, two=f(2, 3))\r\n', 'three=4', 16),
      'run(\r\n    one,\r\n    two=f(2, 3),\r\n    three=4,\r\n)\r\n',
    );
  });

  it('leaves a call that is laid out already', () => {
    assert.equal(
      append('run(\n\tone,\n\ttwo,\n)\n', 'three', 5),
      'run(\n\tone,\n\ttwo,\n\tthree,\n)\n',
    );
  });
});
