import assert from 'node:assert/strict';
import { join } from 'node:path';
import { compareCatalogs } from '../../../src/catalog/compare.ts';
import type { Catalog } from '../../../src/catalog/model.ts';
import { recipes } from '../../../src/recipes/index.ts';
import { makePlan, type PlanOptions } from '../../../src/workflow/plan.ts';
import { generatedRevisions } from '../../support/alembic-generator.ts';
import {
  alembicRequirements,
  alembicTree,
  asyncEnvironment,
} from '../../support/alembic-project.ts';
import { applySteps, snapshotOf, type Tree } from '../../support/memory-workspace.ts';
import { MigrationsProject } from '../../support/migrations-project.ts';
import { requirePython } from '../../support/python-venv.ts';
import { postgresCatalog, sqliteCatalog } from '../../support/read-catalog.ts';
import { startPostgres, type TestPostgres } from '../../support/start-postgres.ts';

const seed = Number(process.env.SEED ?? 23);
const length = Number(process.env.REVISIONS ?? 220);
const middle = `r${String(Math.floor(length / 2)).padStart(4, '0')}`;
const last = `r${String(length - 1).padStart(4, '0')}`;

const original = {
  ...alembicTree({
    '.env': 'DATABASE_URL=postgresql+asyncpg://me@localhost/shop\n',
    'migrations/env.py': asyncEnvironment,
  }),
  ...generatedRevisions(seed, length),
};

/** The same history after a switch that keeps it. */
function kept(options: Omit<PlanOptions, 'to'>): Tree {
  const plan = makePlan(snapshotOf(original), recipes, { to: 'sqlite', ...options });
  const blocking = plan.notices.filter(({ severity }) => severity === 'blocking');
  assert.deepEqual(blocking, []);
  return applySteps(original, plan.steps);
}

/** Names of checks that the history gave: SQLite has others for enumerated types. */
function namedChecks({ tables }: Catalog): readonly string[] {
  return tables
    .flatMap(({ name, checks }) => checks.map((check) => `${name}.${check.name}`))
    .filter((name) => /\.ck_\d+$/.test(name))
    .sort();
}

describe(`${length} generated Alembic revisions (seed ${seed})`, function () {
  this.timeout(900_000);
  let python: string;
  let server: TestPostgres;
  const projects: MigrationsProject[] = [];

  before(async function () {
    python = await requirePython(this, alembicRequirements);
    server = await startPostgres();
  });
  after(async () => {
    await server?.stop();
    for (const project of projects) project.remove();
  });

  function project(tree: Tree, url: string): MigrationsProject {
    const made = new MigrationsProject(
      { ...tree, '.env': `DATABASE_URL=${url}\n` },
      { tool: 'alembic', python },
    );
    projects.push(made);
    return made;
  }

  async function onServer(tree: Tree, database: string): Promise<MigrationsProject> {
    await server.createDatabase(database);
    return project(tree, server.url(database).replace('postgresql:', 'postgresql+asyncpg:'));
  }

  async function compareWith(database: string, onFile: MigrationsProject): Promise<number> {
    const one = await postgresCatalog(server.url(database));
    const other = await sqliteCatalog(join(onFile.folder, 'shop.db'));
    assert.deepEqual(compareCatalogs(one, other), []);
    assert.deepEqual(namedChecks(other), namedChecks(one));
    return one.tables.length;
  }

  it('make the same schema on SQLite as on PostgreSQL, half of it, whole and undone', async () => {
    const here = await onServer(original, 'original');
    const there = project(kept({}), 'sqlite+aiosqlite:///./shop.db');
    for (const to of [middle, last]) {
      for (const each of [here, there]) await each.run({ kind: 'up', to });
      assert.ok((await compareWith('original', there)) > 4);
    }
    for (const each of [here, there]) await each.run({ kind: 'rollback', scope: 'all' });
    assert.equal(await compareWith('original', there), 1);
  });

  it('make the same schema on PostgreSQL after a switch that keeps both', async () => {
    const before = await onServer(original, 'before');
    const after = await onServer(kept({ strategy: 'keep-both' }), 'after');
    for (const each of [before, after]) await each.run({ kind: 'up' });
    const [one, other] = [
      await postgresCatalog(server.url('before')),
      await postgresCatalog(server.url('after')),
    ];
    assert.deepEqual(compareCatalogs(one, other), []);
    assert.deepEqual(namedChecks(other), namedChecks(one));
  });
});
