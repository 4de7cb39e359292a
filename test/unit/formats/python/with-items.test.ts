import assert from 'node:assert/strict';
import { nodesOf, parsePython, textOf } from '../../../../src/formats/python/module.ts';
import { withItemOf } from '../../../../src/formats/python/with-items.ts';

/** Each call that is a context manager, with the name that it gets. */
function itemsOf(text: string) {
  const { value: module, problems } = parsePython(text);
  assert.deepEqual(problems, []);
  return nodesOf(module.root, 'CallExpression').flatMap((call) => {
    const item = withItemOf(call);
    return item ? [`${textOf(module, call)} ${item.alias ? textOf(module, item.alias) : '-'}`] : [];
  });
}

describe('formats/python/with-items', () => {
  it('reads one and several', () => {
    assert.deepEqual(itemsOf('with a():\n    pass\n'), ['a() -']);
    assert.deepEqual(itemsOf('with a() as x, b() as y, c():\n    d()\n'), [
      'a() x',
      'b() y',
      'c() -',
    ]);
  });

  it('reads those in parentheses, over several lines and with a last comma too', () => {
    const expected = ['a() x', 'b() y'];
    assert.deepEqual(itemsOf('with (a() as x, b() as y):\n    pass\n'), expected);
    assert.deepEqual(itemsOf('with (\n    a() as x,\n    b() as y,\n):\n    pass\n'), expected);
    assert.deepEqual(itemsOf('async with (a() as x, b() as y):\n    pass\n'), expected);
  });

  it('gives a name to none but the one before it', () => {
    assert.deepEqual(itemsOf('with (a(), b() as y):\n    pass\n'), ['a() -', 'b() y']);
  });

  it('leaves alone what is entered nowhere', () => {
    assert.deepEqual(itemsOf('with a(b()):\n    c()\n'), ['a(b()) -']);
  });
});
