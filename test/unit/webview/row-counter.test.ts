import assert from 'node:assert/strict';
import type { CountAnswer } from '../../../src/data/grid/protocol.ts';
import { RowCounter } from '../../../src/webview/grid/row-counter.ts';

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

function setUp() {
  const asked: { how: string; signal: AbortSignal; answer: (answer: CountAnswer) => void }[] = [];
  const counter = new RowCounter(
    (how, signal) => new Promise((answer) => asked.push({ how, signal, answer })),
    () => undefined,
    (error) => assert.fail(String(error)),
  );
  const next = () => asked.shift() ?? assert.fail('Nothing was asked.');
  return { counter, next, asked };
}

describe('counting rows', () => {
  it('stays exact over a refresh once all rows were asked for', async () => {
    const { counter, next } = setUp();
    void counter.count();
    next().answer({ count: 10_000, exact: false });
    await settled();
    void counter.countAll();
    next().answer({ count: 12_000, exact: true });
    await settled();
    void counter.count();
    const again = next();
    assert.equal(again.how, 'exact');
    assert.deepEqual(counter.last, { count: 12_000, exact: true });
    counter.reset();
    assert.equal(again.signal.aborted, true);
    assert.equal(counter.last, undefined);
    void counter.count();
    assert.equal(next().how, 'capped');
  });

  it('counts one after the other, however often rows change', async () => {
    const { counter, next, asked } = setUp();
    for (let change = 0; change < 5; change++) void counter.count();
    assert.equal(asked.length, 1);
    next().answer({ count: 1, exact: true });
    await settled();
    next().answer({ count: 2, exact: true });
    await settled();
    assert.equal(asked.length, 0);
    assert.deepEqual(counter.last, { count: 2, exact: true });
  });
});
