import assert from 'node:assert/strict';
import { loadParser } from '../../src/sql/parser.ts';
import { nodeSqlite, type SqliteRunner, wasmSqlite } from '../support/sqlite.ts';
import { constructs } from './constructs.ts';
import { groupOf, judge, type Verdict } from './verdict.ts';

describe('the measured constructs', () => {
  before(loadParser);
  check('node:sqlite', async () => nodeSqlite());
  check('sql.js', wasmSqlite);
});

function check(name: string, open: () => Promise<SqliteRunner>): void {
  describe(name, () => {
    let verdicts: readonly Verdict[] = [];
    before(async () => {
      const runner = await open();
      verdicts = constructs().map((construct) => judge(construct, runner));
    });

    it('give the same rows where there is a form', () => {
      const convertible = verdicts.filter(({ construct }) => groupOf(construct) === 'convertible');
      const equal = convertible.filter(({ outcome }) => outcome === 'equal');
      assert.equal(convertible.length, 246);
      assert.ok(equal.length >= 235, `${equal.length} of ${convertible.length}`);
    });

    it('are neither wrong nor rejected in silence', () => {
      // A foreign key that the connection does not enforce.
      const settings = ['m-fk-off'];
      const silent = verdicts.filter(
        ({ outcome, construct }) =>
          outcome.startsWith('silently') && !settings.includes(construct.id),
      );
      assert.deepEqual(
        silent.map(({ construct }) => construct.id),
        [],
      );
    });

    it('are left alone in silence where they are portable', () => {
      const touched = verdicts.filter(
        ({ construct, translation }) =>
          groupOf(construct) === 'portable' &&
          translation.edits.length + translation.problems.length > 0,
      );
      assert.deepEqual(
        touched.map(({ construct }) => construct.id),
        [],
      );
    });

    it('are named where there is no form', () => {
      const unnamed = verdicts.filter(
        ({ construct, outcome, translation }) =>
          groupOf(construct) === 'without-equivalent' &&
          outcome !== 'equal' &&
          translation.problems.every(
            ({ severity, code }) => severity === 'info' || code.startsWith('unknown-'),
          ),
      );
      assert.deepEqual(
        unnamed.map(({ construct }) => construct.id),
        [],
      );
    });
  });
}
