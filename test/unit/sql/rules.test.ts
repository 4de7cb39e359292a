import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { rules } from '../../../src/sql/rules/index.ts';
import { ruleTest } from '../../support/rule-test.ts';

describe('the SQL rules', () => {
  it('have their ids as file names, each once', () => {
    const ids = rules.map(({ id }) => id);
    assert.deepEqual(ids, [...new Set(ids)]);
    for (const id of ids.filter((name) => !name.startsWith('unknown-'))) {
      const file = new URL(`../../../src/sql/rules/${id}.ts`, import.meta.url);
      assert.ok(existsSync(file), `there is no src/sql/rules/${id}.ts`);
    }
  });

  it('have an example each', () => {
    for (const { id, examples } of rules) assert.ok(examples.length > 0, `${id} has no example`);
  });

  for (const rule of rules) ruleTest(rule);
});
