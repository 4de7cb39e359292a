import assert from 'node:assert/strict';
import { loadParser } from '../../src/sql/parser.ts';
import { rules } from '../../src/sql/rules/index.ts';
import { translate } from '../../src/sql/translate.ts';
import { comparable } from '../support/normalise.ts';
import { type PostgresRunner, postgresRunner } from '../support/postgres-runner.ts';
import { reverseConstructs } from './reverse-constructs.ts';
import {
  compareReverse,
  reverseCases,
  reverseFamilies,
  sqliteRows,
} from './reverse-differential.ts';
import { judgeReverse, type ReverseVerdict, reverseSettings } from './reverse-verdict.ts';

describe('from SQLite to PostgreSQL', function () {
  this.timeout(120_000);
  let runner: PostgresRunner;

  before(async () => {
    await loadParser();
    runner = await postgresRunner();
  });
  after(() => runner?.stop());

  for (const setting of reverseSettings.filter(({ isKnown }) => isKnown))
    describe(`the measured constructs, with ${setting.name}`, () => {
      const verdicts: ReverseVerdict[] = [];
      before(async () => {
        for (const construct of reverseConstructs())
          verdicts.push(await judgeReverse(construct, runner, setting));
      });

      it('give the same rows where there is a form', () => {
        const equal = verdicts.filter(({ outcome }) => outcome === 'equal');
        assert.ok(equal.length >= 52, `${equal.length} of ${verdicts.length}`);
      });

      it('are neither wrong nor rejected in silence', () => {
        const silent = verdicts.filter(({ outcome }) => outcome.startsWith('silently'));
        assert.deepEqual(
          silent.map(({ construct }) => construct.id),
          [],
        );
      });
    });

  for (const family of reverseFamilies())
    describe(`statements of applications: ${family}`, () => {
      for (const item of reverseCases(family))
        it(`${item.expected}: ${item.sql}`, async () => {
          const { outcome, got, wanted, translation } = await compareReverse(item, runner);
          assert.equal(outcome, item.expected, `${translation.sql}\n${wanted}\n${got}`);
        });
    });

  for (const { id, direction, examples } of rules)
    for (const { from, to, setup = '', notCompared } of examples) {
      const isCompared = direction === 'sqlite-to-postgresql' && to && notCompared === undefined;
      if (!isCompared || !/^\s*(?:select|insert[\s\S]*returning)/i.test(from)) continue;
      it(`the example of ${id}: ${from}`, async () => {
        const request = { from: 'sqlite', to: 'postgresql' } as const;
        const expected = comparable(sqliteRows(setup, from), 'ordered');
        const rows = await runner.run(translate(setup, request).sql, to);
        assert.equal(comparable(rows, 'ordered'), expected);
      });
    }
});
