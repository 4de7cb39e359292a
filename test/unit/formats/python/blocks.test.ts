import assert from 'node:assert/strict';
import { applyEdits } from '../../../../src/core/edit.ts';
import { insertDefinition, removeBlock } from '../../../../src/formats/python/blocks.ts';
import { nodesOf, parsePython } from '../../../../src/formats/python/module.ts';

const read = (text: string) => parsePython(text).value;
const definition = 'def f():\n    pass\n';

describe('formats/python blocks', () => {
  const insertions: readonly (readonly [string, string])[] = [
    ['x = 1\n', `x = 1\n\n\n${definition}`],
    ['x = 1', `x = 1\n\n\n${definition}`],
    ['x = 1\ny = 2\n', `x = 1\n\n\n${definition}\n\ny = 2\n`],
    ['x = 1  # why\n\n\ny = 2\n', `x = 1  # why\n\n\n${definition}\n\ny = 2\n`],
  ];
  for (const [before, after] of insertions) {
    it(`puts a definition behind ${JSON.stringify(before)} and takes it out again`, () => {
      const module = read(before);
      const [statement] = nodesOf(module.root, 'AssignStatement');
      assert.ok(statement);
      const text = applyEdits(before, [insertDefinition(module, statement, definition)]);
      assert.equal(text, after);
      const changed = read(text);
      const [block] = nodesOf(changed.root, 'FunctionDefinition');
      assert.ok(block);
      const rest = applyEdits(text, [removeBlock(changed, block)]);
      assert.equal(rest.replace(/\n+/g, '\n').trim(), before.replace(/\n+/g, '\n').trim());
    });
  }

  const removals: readonly (readonly [string, string])[] = [
    [`x = 1\n\n\n${definition}\n\ny = 2\n`, 'x = 1\n\n\ny = 2\n'],
    [`x = 1\n\n${definition}\n\n\ny = 2\n`, 'x = 1\n\n\ny = 2\n'],
    [`x = 1\n\n\n${definition}`, 'x = 1\n'],
    [`${definition}\n\ny = 2\n`, 'y = 2\n'],
  ];
  for (const [before, after] of removals) {
    it(`takes a definition out of ${JSON.stringify(before)}`, () => {
      const module = read(before);
      const [block] = nodesOf(module.root, 'FunctionDefinition');
      assert.ok(block);
      assert.equal(applyEdits(before, [removeBlock(module, block)]), after);
    });
  }
});
