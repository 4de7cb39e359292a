import assert from 'node:assert/strict';
import { MigrationsProject } from '../../support/migrations-project.ts';
import { random } from '../../support/random.ts';

const rows = 200_000;
const tree = {
  'knexfile.js':
    "module.exports = { client: 'better-sqlite3', connection: { filename: './app.db' } };",
  'migrations/1_change.js': `exports.up = async (knex) => {
    await knex.schema.alterTable('item', (t) => { t.string('name', 50).notNullable().alter(); });
    await knex('item').update({ done: 1 });
  };
  exports.down = async () => {};`,
};

describe('A kill in the middle of a run', function () {
  this.timeout(300_000);
  const seed = Number(process.env.SEED ?? 7);
  const cases = [
    ['rollback journal', 'DELETE'],
    ['write-ahead log', 'WAL'],
  ] as const;

  for (const [label, mode] of cases) {
    it(`leaves the old or the new state, with a ${label} (seed ${seed})`, async () => {
      const next = random(seed);
      const project = new MigrationsProject(tree);
      project.open('app.db', (database) =>
        database.exec(`PRAGMA journal_mode = ${mode};
          CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT, done INTEGER DEFAULT 0);
          INSERT INTO item (name) SELECT hex(randomblob(20)) FROM
            (WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < ${rows}) SELECT x FROM n)`),
      );
      const whole = await timed(() => project.run({ kind: 'up' }, { dryRun: true }));
      const seen = { old: 0, new: 0 };
      for (let round = 0; round < 12; round++) {
        const ended = await killedAfter(project, whole * (0.3 + next() * 0.9));
        const state = stateOf(project);
        seen[state]++;
        if (ended === 'completed') assert.equal(state, 'new');
        if (state === 'new') break;
      }
      await project.run({ kind: 'up' });
      assert.equal(stateOf(project), 'new');
      assert.deepEqual(project.rows('app.db', 'PRAGMA journal_mode'), [
        { journal_mode: mode.toLowerCase() },
      ]);
      assert.ok(seen.old > 0, 'at least one kill came before the end');
      project.remove();
    });
  }
});

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function killedAfter(project: MigrationsProject, delay: number) {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(new Error('killed')), delay);
  try {
    await project.run({ kind: 'up' }, {}, controller.signal);
    return 'completed';
  } catch (error) {
    assert.equal((error as Error).message, 'killed');
    return 'killed';
  } finally {
    clearTimeout(timer);
  }
}

/** All of the rows are there, and every one is of the same state. */
function stateOf(project: MigrationsProject): 'old' | 'new' {
  assert.deepEqual(project.rows('app.db', 'PRAGMA integrity_check'), [{ integrity_check: 'ok' }]);
  const [counts] = project.rows('app.db', 'SELECT count(*) AS n, sum(done) AS done FROM item');
  const [table] = project.rows('app.db', "SELECT sql FROM sqlite_schema WHERE name = 'item'");
  const altered = String(table?.sql).includes('varchar(50)');
  assert.deepEqual(counts, { n: rows, done: altered ? rows : 0 });
  const known = project.rows(
    'app.db',
    "SELECT 1 FROM sqlite_schema WHERE name = 'knex_migrations'",
  );
  assert.equal(known.length, altered ? 1 : 0);
  return altered ? 'new' : 'old';
}
