import assert from 'node:assert/strict';
import { applyEdits } from '../../../src/core/edit.ts';
import { tokenize } from '../../../src/sql/lexer.ts';
import { loadParser } from '../../../src/sql/parser.ts';
import { translate } from '../../../src/sql/translate.ts';
import { constructs, fixtures } from '../../oracle/constructs.ts';
import { nodeSqlite } from '../../support/sqlite.ts';

const request = { from: 'postgresql', to: 'sqlite', schema: fixtures.postgresql } as const;

/** A small generator of numbers that gives the same ones for the same seed. */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

describe('the translator with statements that nobody wrote', () => {
  before(loadParser);

  it('survives tokens that are dropped, doubled and swapped, and edits stay in the text', () => {
    const seed = 20261120;
    const pick = generator(seed);
    const texts = constructs().map(({ postgresql }) => postgresql.join('; '));
    for (let round = 0; round < 1500; round += 1) {
      const tokens = tokenize(texts[pick(texts.length)] ?? '').map(({ value }) => value);
      const other = tokenize(texts[pick(texts.length)] ?? '').map(({ value }) => value);
      tokens.splice(
        pick(tokens.length),
        pick(3),
        ...other.slice(pick(other.length)).slice(0, pick(6)),
      );
      const text = tokens.join(' ');
      const { edits, sql } = translate(text, request);
      assert.equal(applyEdits(text, edits), sql, `seed ${seed}, round ${round}: ${text}`);
    }
  });

  it('gives SQLite what it accepts wherever it says no error, with expressions built at random', () => {
    const seed = 7;
    const pick = generator(seed);
    const runner = nodeSqlite();
    for (let round = 0; round < 300; round += 1) {
      const text = `select ${expression(pick, 3)} from emp e where ${condition(pick, 2)} order by id`;
      const { sql, problems } = translate(text, { ...request, sqliteVersion: runner.version });
      if (problems.some(({ severity }) => severity === 'error')) continue;
      assert.doesNotThrow(() => runner.run(fixtures.sqlite, sql), `seed ${seed}: ${text}\n${sql}`);
    }
  });
});

const leaves = [
  'id',
  'e.salary',
  'name',
  "'abc'",
  '7',
  '1.5',
  'active::int',
  'length(dept)',
  'boss',
];
const conditions = [
  "name ilike 'a%'",
  "tags @> array['a']",
  'active',
  "ts > '2024-01-01'",
  "data ->> 't' = 'x'",
  'id = any(array[1,2])',
  "hired + interval '1 month' < now()",
];

function expression(pick: (below: number) => number, depth: number): string {
  if (depth === 0) return leaves[pick(leaves.length)] ?? '1';
  const inner = () => expression(pick, depth - 1);
  const forms = [
    () => `coalesce(${inner()}::text, 'n')`,
    () => `greatest(${inner()}::text, ${inner()}::text)`,
    () => `left(${inner()}::text, 2) || ${inner()}`,
    () => `case when ${condition(pick, 1)} then ${inner()}::text else null end`,
    () => `(${inner()})::varchar(5)`,
    () => `extract(year from hired) + ${pick(9)}`,
    () => `jsonb_build_object('k', ${inner()})`,
    () => `split_part(${inner()}::text, ',', 1)`,
  ];
  return forms[pick(forms.length)]?.() ?? '1';
}

function condition(pick: (below: number) => number, depth: number): string {
  const leaf = conditions[pick(conditions.length)] ?? 'true';
  if (depth === 0) return leaf;
  return pick(2)
    ? `(${leaf} or not ${condition(pick, depth - 1)})`
    : `${leaf} and ${condition(pick, depth - 1)}`;
}
