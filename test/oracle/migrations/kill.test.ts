import assert from 'node:assert/strict';
import { alembicRequirements, alembicTree, revision } from '../../support/alembic-project.ts';
import type { Tree } from '../../support/memory-workspace.ts';
import { MigrationsProject } from '../../support/migrations-project.ts';
import { requirePython } from '../../support/python-venv.ts';
import { random } from '../../support/random.ts';

const rows = 200_000;
const knex: Tree = {
  'knexfile.js':
    "module.exports = { client: 'better-sqlite3', connection: { filename: './app.db' } };",
  'migrations/1_change.js': `exports.up = async (knex) => {
    await knex.schema.alterTable('item', (t) => { t.string('name', 50).notNullable().alter(); });
    await knex('item').update({ done: 1 });
  };
  exports.down = async () => {};`,
};

const alembic: Tree = alembicTree({
  '.env': 'DATABASE_URL=sqlite:///./app.db\n',
  ...revision(
    'one',
    'None',
    `with op.batch_alter_table("item") as batch:
    batch.alter_column("name", type_=sa.String(50), nullable=False)
op.execute("UPDATE item SET done = 1")`,
  ),
});

describe('A kill in the middle of a run', function () {
  this.timeout(300_000);
  const seed = Number(process.env.SEED ?? 7);
  const modes = ['DELETE', 'WAL'] as const;
  let python: string;

  for (const mode of modes) {
    it(`of Knex leaves the old or the new state, in mode ${mode} (seed ${seed})`, () =>
      killed(new MigrationsProject(knex), mode));
  }

  describe('of Alembic', () => {
    before(async function () {
      python = await requirePython(this, alembicRequirements);
    });
    for (const mode of modes) {
      it(`leaves the old or the new state, in mode ${mode} (seed ${seed})`, () =>
        killed(new MigrationsProject(alembic, { tool: 'alembic', python }), mode));
    }
  });

  async function killed(project: MigrationsProject, mode: string): Promise<void> {
    const next = random(seed);
    project.open('app.db', (database) =>
      database.exec(`PRAGMA journal_mode = ${mode};
        CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT, done INTEGER DEFAULT 0);
        INSERT INTO item (name) SELECT hex(randomblob(20)) FROM
          (WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < ${rows}) SELECT x FROM n)`),
    );
    const whole = await timed(() => project.run({ kind: 'up' }, { dryRun: true }));
    const seen = { old: 0, new: 0 };
    for (let round = 0; round < 12; round++) {
      const ended = await project.killedAfter(whole * (round + next()) * 0.1, { kind: 'up' });
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
  }
});

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** All of the rows are there, and every one is of the same state. */
function stateOf(project: MigrationsProject): 'old' | 'new' {
  assert.deepEqual(project.rows('app.db', 'PRAGMA integrity_check'), [{ integrity_check: 'ok' }]);
  const [counts] = project.rows('app.db', 'SELECT count(*) AS n, sum(done) AS done FROM item');
  const [table] = project.rows('app.db', "SELECT sql FROM sqlite_schema WHERE name = 'item'");
  const altered = /varchar\(50\)/i.test(String(table?.sql));
  assert.deepEqual(counts, { n: rows, done: altered ? rows : 0 });
  const known = project.rows(
    'app.db',
    "SELECT 1 FROM sqlite_schema WHERE name IN ('knex_migrations', 'alembic_version')",
  );
  assert.equal(known.length, altered ? 1 : 0);
  return altered ? 'new' : 'old';
}
