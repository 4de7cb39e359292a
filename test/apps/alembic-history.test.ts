import assert from 'node:assert/strict';
import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { EngineId } from '../../src/core/goal.ts';
import { recipes } from '../../src/recipes/index.ts';
import { makePlan, type PlanOptions } from '../../src/workflow/plan.ts';
import { alembicRequirements, alembicTree } from '../support/alembic-project.ts';
import { applySteps, readTree, snapshotOf, type Tree } from '../support/memory-workspace.ts';
import { requirePython } from '../support/python-venv.ts';
import { startPostgres, type TestPostgres } from '../support/start-postgres.ts';
import { type TemporaryWorkspace, temporaryWorkspace } from '../support/temporary-workspace.ts';

const cases = join(import.meta.dirname, '../fixtures/recipes/alembic/history-keep');

/** Inserts a row of nothing but defaults and foreign keys into every table, parents first. */
const insertRows = `
import os, sqlalchemy as sa
engine = sa.create_engine(os.environ["DATABASE_URL"])
metadata = sa.MetaData()
metadata.reflect(engine)
samples = {"integer": "7", "text": "'x'", "uuid": "'00000000-0000-0000-0000-000000000007'"}
with engine.begin() as connection:
    for table in metadata.sorted_tables:
        if table.name == "alembic_version":
            continue
        needed = [c for c in table.columns if not c.nullable and c.server_default is None
                  and not (c.primary_key and len(table.primary_key) == 1 and isinstance(c.type, sa.Integer)) and c.identity is None]
        names = ", ".join(f'"{c.name}"' for c in needed)
        values = ", ".join("'x'" if isinstance(c.type, sa.String) else "1" for c in needed)
        body = f"({names}) VALUES ({values})" if needed else "DEFAULT VALUES"
        connection.execute(sa.text(f'INSERT INTO "{table.name}" {body}'))
        row = connection.execute(sa.text(f'SELECT * FROM "{table.name}"')).mappings().first()
        for column in table.primary_key:
            assert row[column.name] is not None, f"{table.name}.{column.name} is NULL"
        print(table.name)
`;

interface History {
  readonly name: string;
  readonly tree: Tree;
  readonly options: PlanOptions;
}

/** The cases of the recipe whose revisions can all be made to run. */
function histories(): readonly History[] {
  return readdirSync(cases)
    .map((name) => readTree(join(cases, name)))
    .map((tree, index) => historyOf(readdirSync(cases)[index] ?? '', tree))
    .filter(({ name }) => !['cannot', 'crlf-and-tabs', 'f-strings'].includes(name));
}

function historyOf(name: string, tree: Tree): History {
  const before = Object.entries(tree).flatMap(([path, text]) =>
    path.startsWith('before/') ? [[path.slice('before/'.length), text] as const] : [],
  );
  const given = tree['options.json'] ? JSON.parse(tree['options.json']) : {};
  const options: PlanOptions = { to: 'sqlite', ...given };
  const from = options.to === 'sqlite' ? 'postgresql://localhost/history' : 'sqlite:///history.db';
  const environment = { '.env': `DATABASE_URL=${from}\n` };
  return {
    name,
    tree: { ...Object.fromEntries(before), ...alembicTree({}), ...environment },
    options,
  };
}

/** Where the rewritten history has to run. */
function enginesOf({ to, strategy }: PlanOptions): readonly EngineId[] {
  return strategy === 'keep-both' ? ['sqlite', 'postgresql'] : [to];
}

const sample = readTree(join(import.meta.dirname, '../fixtures/workspaces/fastapi-sample'));

describe('rewritten Alembic histories', function () {
  this.timeout(300_000);
  let python: string;
  let workspace: TemporaryWorkspace | undefined;
  let postgres: TestPostgres | undefined;

  beforeEach(async function () {
    python = await requirePython(this, alembicRequirements);
  });
  after(() => postgres?.stop());
  afterEach(() => workspace?.remove());

  function run(url: string, ...args: readonly string[]): SpawnSyncReturns<string> {
    const done = spawnSync(python, args, {
      cwd: workspace?.folder,
      encoding: 'utf8',
      env: { ...process.env, DATABASE_URL: url },
    });
    assert.equal(done.status, 0, `${args.join(' ')}\n${done.stderr}`);
    return done;
  }

  async function runAll(tree: Tree, url: string): Promise<void> {
    workspace = await temporaryWorkspace(tree);
    run(url, '-m', 'alembic', 'upgrade', 'head');
    assert.notEqual(run(url, '-c', insertRows).stdout.trim(), '');
    run(url, '-m', 'alembic', 'downgrade', 'base');
    run(url, '-m', 'alembic', 'upgrade', 'head');
  }

  for (const { name, tree, options } of histories()) {
    const { steps } = makePlan(snapshotOf(tree), recipes, options);
    const rewritten = applySteps(tree, steps);

    for (const engine of enginesOf(options))
      it(`runs ${name} up, down and up again on ${engine}, with rows`, async () => {
        if (engine === 'sqlite') return runAll(rewritten, 'sqlite:///./history.db');
        postgres ??= await startPostgres();
        const database = `history_${name.replaceAll('-', '_')}`;
        await postgres.createDatabase(database);
        const url = postgres.url(database).replace('postgresql:', 'postgresql+psycopg:');
        await runAll(rewritten, url);
      });
  }

  for (const strategy of ['replace', 'keep-both'] as const) {
    it(`begins the history of the sample anew (${strategy})`, async function () {
      const { steps } = makePlan(snapshotOf(sample), recipes, {
        to: 'sqlite',
        strategy,
        history: 'fresh',
      });
      const after = applySteps(sample, steps);
      python = await requirePython(this, after['requirements.txt'] ?? '');
      workspace = await temporaryWorkspace(after);
      const url = 'sqlite+aiosqlite:///./fresh.db';
      for (const step of steps) {
        if (step.kind === 'task' && step.task.kind === 'migrate') run(url, ...step.task.args);
      }
      run(url, '-m', 'alembic', 'check');
      assert.match(
        run('sqlite:///./fresh.db', '-c', insertRows).stdout,
        /reports\ntrails|trails\nreports/,
      );
    });
  }
});
