import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { apiRules } from '../../src/language/api/index.ts';
import { requirePython } from '../support/python-venv.ts';

interface Outcome {
  readonly result?: unknown;
  readonly error?: string;
}

/**
 * What SQLAlchemy's rules say happens: every example of theirs, run on SQLite. The lists of names
 * behind the examples are not run; each of them was once, by hand.
 */
describe('language/api, on SQLAlchemy', function () {
  this.timeout(300_000);
  const rules = apiRules.filter(({ library }) => library === 'SQLAlchemy');
  const codes = rules.flatMap(({ examples }) =>
    examples.flatMap(({ from, to }) => (to === undefined ? [from] : [from, to])),
  );
  const outcomes = new Map<string, Outcome>();

  before(async function () {
    const python = await requirePython(this, 'sqlalchemy>=2.0,<2.1\n');
    const input = codes.map((code) => `${JSON.stringify({ code })}\n`).join('');
    const program = join(import.meta.dirname, 'sqlalchemy-facts.py');
    const { stdout, stderr } = spawnSync(python, [program], { input, encoding: 'utf8' });
    const lines = stdout.trim().split('\n');
    assert.equal(lines.length, codes.length, stderr);
    for (const [index, code] of codes.entries())
      outcomes.set(code, JSON.parse(lines[index] ?? '') as Outcome);
  });

  for (const { id, asWritten, examples } of rules)
    for (const { from, to } of examples) {
      it(`${id}: ${from} ${asWritten === 'rejected' ? 'fails' : 'runs'}`, () => {
        const { error } = outcomes.get(from) ?? {};
        if (asWritten === 'rejected')
          assert.match(error ?? '', /CompileError|OperationalError|NotImplementedError/);
        else assert.equal(error, undefined);
      });
      if (to === undefined) continue;
      it(`${id}: ${to} runs`, () => assert.equal(outcomes.get(to)?.error, undefined));
    }

  it('sqlalchemy-distinct: the columns are left out, and no row goes', () => {
    assert.equal(outcomes.get('select(orders).distinct(orders.c.customer_id)')?.result, 2);
  });

  it('sqlalchemy-index-option: the index is of all rows without sqlite_where', () => {
    const [without, with_] = codes.filter((code) => code.startsWith('Index('));
    assert.deepEqual(outcomes.get(without ?? '')?.result, [false]);
    assert.deepEqual(outcomes.get(with_ ?? '')?.result, [true]);
  });
});
