import assert from 'node:assert/strict';
import type { GridRow, RowsAnswer } from '../../../src/data/grid/protocol.ts';
import type { Anchor } from '../../../src/data/page.ts';
import { RowLoader } from '../../../src/webview/grid/row-loader.ts';
import { pageRows, RowWindow } from '../../../src/webview/grid/row-window.ts';

/** A question that the test answers when it likes. */
interface Asked {
  readonly anchor: Anchor;
  readonly limit: number;
  readonly answer: (first: number, count: number) => Promise<void>;
  readonly refuse: (message: string) => Promise<void>;
}

function rowsFrom(first: number, count: number): GridRow[] {
  return Array.from({ length: count }, (_, at) => {
    const place = [{ integer: String(first + at) }];
    return { cells: place, place };
  });
}

/** What is waited for inside of a promise has happened after this. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

function setUp() {
  const asked: Asked[] = [];
  const log: string[] = [];
  let kept = 0;
  const rows = new RowWindow((anchor, limit) => {
    return new Promise<RowsAnswer>((resolve, reject) => {
      asked.push({
        anchor,
        limit,
        answer(first, count) {
          resolve({ rows: rowsFrom(first, count), milliseconds: 0 });
          return settled();
        },
        refuse(message) {
          reject(new Error(message));
          return settled();
        },
      });
    });
  });
  const loader = new RowLoader(rows, {
    kept: () => kept,
    arrived: ({ at }) => log.push(`arrived ${at}`),
    moved: ({ before }, why) => log.push(`${why} ${before}`),
    failed: (error) => log.push(String(error)),
  });
  const keep = (row: number) => {
    kept = row;
  };
  const next = () => asked.shift() ?? assert.fail('Nothing was asked.');
  return { loader, rows, log, next, keep, asked };
}

function firstOf({ rows }: RowWindow): unknown {
  return rows[0]?.place[0];
}

describe('loading rows', () => {
  it('lets a jump win over a refresh that waited for the first rows', async () => {
    const { loader, rows, log, next, asked } = setUp();
    void loader.go({ at: 'start' });
    void loader.refresh();
    void loader.go({ at: 'end' });
    const start = next();
    const end = next();
    await start.answer(1, pageRows);
    assert.equal(asked.length, 0, 'the refresh waits for the jump too');
    await end.answer(801, pageRows);
    assert.deepEqual(firstOf(rows), { integer: '801' });
    await next().answer(801, pageRows);
    assert.deepEqual(log, ['arrived end', 'refreshed 0']);
  });

  it('gives a refresh up for a jump', async () => {
    const { loader, rows, log, next } = setUp();
    void loader.go({ at: 'start' });
    await next().answer(1, pageRows);
    void loader.refresh();
    const refresh = next();
    void loader.go({ at: 'end' });
    await next().answer(801, pageRows);
    await refresh.answer(1, pageRows);
    assert.deepEqual(firstOf(rows), { integer: '801' });
    assert.deepEqual(log, ['arrived start', 'arrived end']);
  });

  it('refreshes once more for what changed meanwhile', async () => {
    const { loader, log, next, asked } = setUp();
    void loader.go({ at: 'start' });
    await next().answer(1, 3);
    void loader.refresh();
    void loader.refresh();
    void loader.refresh();
    await next().answer(1, 4);
    await next().answer(1, 5);
    assert.equal(asked.length, 0);
    assert.deepEqual(log, ['arrived start', 'refreshed 0', 'refreshed 0']);
  });

  it('tells how far the row moved that stays in its place, and holds as many rows as before', async () => {
    const { loader, rows, log, next, keep } = setUp();
    void loader.go({ at: 'start' });
    await next().answer(100, pageRows);
    void loader.grow('after');
    await next().answer(100 + pageRows, pageRows);
    keep(40);
    void loader.refresh();
    const { limit, answer } = next();
    assert.equal(limit, 2 * pageRows);
    await answer(93, limit);
    assert.equal(rows.rows.length, limit);
    assert.equal(log.at(-1), 'refreshed 7');
  });

  it('goes on after a failure', async () => {
    const { loader, log, next } = setUp();
    void loader.go({ at: 'start' });
    await next().refuse('locked');
    void loader.refresh();
    await next().answer(1, 3);
    assert.deepEqual(log, ['Error: locked', 'refreshed 0']);
  });
});
