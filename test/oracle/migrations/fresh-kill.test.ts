import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { alembicRequirements, alembicTree, revision } from '../../support/alembic-project.ts';
import { MigrationsProject } from '../../support/migrations-project.ts';
import { requirePython } from '../../support/python-venv.ts';
import { random } from '../../support/random.ts';

const parent =
  'op.create_table("parent", sa.Column("id", sa.Integer, primary_key=True), sa.Column("name", sa.String(9)))';
const alembic = alembicTree({
  ...revision('one', 'None', parent),
  ...revision('two', '"one"', 'op.execute("INSERT INTO parent VALUES (1, \'a\')")'),
});
const knex = {
  'knexfile.js':
    "module.exports = { client: 'better-sqlite3', connection: { filename: './data.db' } };",
  'migrations/1_one.js': `exports.up = (knex) => knex.schema.createTable('parent', (t) => { t.increments(); t.string('name', 9); });
    exports.down = async () => {};`,
  'migrations/2_two.js': `exports.up = (knex) => knex.schema.alterTable('parent', (t) => { t.index('name'); });
    exports.down = async () => {};`,
};

describe('A kill while a history begins anew', function () {
  this.timeout(300_000);
  const seed = Number(process.env.SEED ?? 11);

  it(`leaves the old or the new one with Knex (seed ${seed})`, () =>
    killed(new MigrationsProject(knex), 'migrations', 'SELECT name FROM knex_migrations'));

  it(`leaves the old or the new one with Alembic (seed ${seed})`, async function () {
    const python = await requirePython(this, alembicRequirements);
    const project = new MigrationsProject(alembic, { tool: 'alembic', python });
    await killed(project, 'migrations/versions', 'SELECT version_num AS name FROM alembic_version');
  });

  async function killed(project: MigrationsProject, folder: string, ledger: string) {
    const next = random(seed);
    const files = () =>
      readdirSync(join(project.folder, folder)).filter((name) => /\.(?:py|js)$/.test(name));
    await project.run({ kind: 'up' });
    const old = files();
    const start = performance.now();
    await project.run({ kind: 'fresh' }, { dryRun: true });
    const whole = performance.now() - start;
    for (let round = 0; round < 8; round++) {
      const ended = await project.killedAfter(whole * (0.5 + (round + next()) * 0.08), {
        kind: 'fresh',
      });
      // Any next command puts right what the kill has left.
      const { entries } = await project.status();
      assert.deepEqual(
        entries.filter(({ state }) => state !== 'completed'),
        [],
      );
      const names = project.rows('data.db', ledger).map(({ name }) => String(name));
      const isNew = files().join() !== old.join();
      assert.equal(files().length, isNew ? 1 : 2);
      assert.ok(names.every((name) => files().some((file) => file.includes(name))));
      if (ended === 'completed') assert.ok(isNew);
      if (isNew) break;
    }
    project.remove();
  }
});
