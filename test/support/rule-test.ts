import assert from 'node:assert/strict';
import { loadParser } from '../../src/sql/parser.ts';
import type { Rule, RuleExample } from '../../src/sql/rule.ts';
import { type Translation, translate } from '../../src/sql/translate.ts';
import { nodeSqlite } from './sqlite.ts';

/** Checks every example of a rule: the exact translation, and that SQLite takes it. */
export function ruleTest(rule: Rule): void {
  describe(rule.id, () => {
    before(loadParser);
    rule.examples.forEach((example, index) => {
      it(`example ${index + 1}: ${example.from}`, () => checkExample(rule, example));
    });
  });
}

function checkExample(rule: Rule, example: RuleExample): void {
  const { problems, sql } = translated(rule, example.from, example.setup);
  const codes = problems.map(({ code }) => code);
  assert.ok(codes.includes(rule.id), `${rule.id} is not among the problems: ${codes.join(', ')}`);
  assert.equal(sql, example.to ?? example.from);
  if (example.to === undefined || rule.direction === 'sqlite-to-postgresql') return;
  nodeSqlite().run(example.setup ? translated(rule, example.setup).sql : '', sql);
}

function translated(rule: Rule, text: string, schema = ''): Translation {
  const isReverse = rule.direction === 'sqlite-to-postgresql';
  return translate(text, {
    from: isReverse ? 'sqlite' : 'postgresql',
    to: isReverse ? 'postgresql' : 'sqlite',
    schema,
    sqliteVersion: nodeSqlite().version,
  });
}
