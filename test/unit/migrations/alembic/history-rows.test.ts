import assert from 'node:assert/strict';
import { type HistoryRow, historyRows } from '../../../../src/migrations/alembic/history-rows.ts';
import type { MigrationEntry } from '../../../../src/migrations/report.ts';

function entries(...written: readonly string[]): readonly MigrationEntry[] {
  return written.map((text) => {
    const [name = '', ...parents] = text.split(' ');
    return { name, parents, folder: '', state: 'pending' };
  });
}

/** Rows as text, a branch with its own in brackets. */
function drawn(rows: readonly HistoryRow[]): string {
  return rows
    .map((row) => (row.kind === 'entry' ? row.entry.name : `${row.head}[${drawn(row.rows)}]`))
    .join(' ');
}

describe('historyRows', () => {
  it('lists a straight history from the newest on', () => {
    assert.equal(drawn(historyRows(entries('a', 'b a', 'c b'))), 'c b a');
  });

  it('draws each of several heads as a branch above what they share', () => {
    const history = entries('a', 'b a', 'c b', 'd b', 'e d');
    assert.equal(drawn(historyRows(history)), 'c[c] e[e d] b a');
  });

  it('draws what a merge has joined below it', () => {
    const history = entries('a', 'b a', 'c a', 'm b c', 'z m');
    assert.equal(drawn(historyRows(history)), 'z m b[b] c[c] a');
  });

  it('draws branches of branches, and histories that share nothing', () => {
    const history = entries('a', 'b a', 'c b', 'd b', 'm c d', 'e a', 'x', 'y x');
    assert.equal(drawn(historyRows(history)), 'm[m c[c] d[d] b] e[e] y[y x] a');
  });

  it('lists a circle as it stands', () => {
    assert.equal(drawn(historyRows(entries('a b', 'b a'))), 'b a');
  });
});
