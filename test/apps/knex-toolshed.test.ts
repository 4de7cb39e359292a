import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Application, ask, freePort, startApplication } from '../support/application.ts';
import { engineSwitch } from '../support/command-line.ts';
import { readTree, type Tree } from '../support/memory-workspace.ts';
import { requireNodePackages } from '../support/node-packages.ts';
import { startPostgres, type TestPostgres } from '../support/start-postgres.ts';
import { type TemporaryWorkspace, temporaryWorkspace } from '../support/temporary-workspace.ts';

const run = promisify(execFile);
const sample = readTree(join(import.meta.dirname, '../fixtures/workspaces/knex-toolshed'));

interface Tool {
  readonly id: number;
  readonly name: string;
  readonly labels: readonly string[];
  readonly lendable: boolean;
}

describe('the Knex sample', function () {
  // Where no binary of better-sqlite3 can be had it is built, which takes minutes.
  this.timeout(1_800_000);
  let postgres: TestPostgres;
  let packages: { readonly folder: string; readonly node: string };
  let tree: Tree;
  let onServer: unknown;
  const applications: Application[] = [];
  const workspaces: TemporaryWorkspace[] = [];

  before(async function () {
    const { dependencies } = JSON.parse(sample['package.json'] ?? '{}');
    const both = { ...dependencies, 'better-sqlite3': '^12.0.0' };
    packages = await requireNodePackages(this, both, 'better-sqlite3');
    postgres = await startPostgres();
    tree = withServer(sample, 'toolshed');
  });
  afterEach(async () => {
    for (const application of applications.splice(0)) await application.stop();
  });
  after(async () => {
    for (const workspace of workspaces) workspace.remove();
    await postgres?.stop();
  });

  /** The sample on a database of the test's own server. */
  function withServer(files: Tree, database: string): Tree {
    const url = postgres.url(database);
    const env = (files['.env'] ?? '').replace(/postgresql:\/\/.*/, url);
    return { ...files, '.env': env };
  }

  async function open(files: Tree): Promise<TemporaryWorkspace> {
    const workspace = await temporaryWorkspace(files);
    workspaces.push(workspace);
    symlinkSync(join(packages.folder, 'node_modules'), join(workspace.folder, 'node_modules'));
    return workspace;
  }

  async function command(...args: readonly string[]): Promise<void> {
    const { exitCode, err } = await engineSwitch(args);
    assert.equal(exitCode, 0, err);
  }

  /** Migrates and seeds the database with the project's own Knex. */
  async function prepare({ folder }: TemporaryWorkspace): Promise<void> {
    const knex = join(packages.folder, 'node_modules/knex/bin/cli.js');
    await run(packages.node, [knex, 'migrate:latest'], { cwd: folder });
    await run(packages.node, [knex, 'seed:run'], { cwd: folder });
  }

  /** Starts the application, uses every route, and gives what it answered. */
  async function use({ folder }: TemporaryWorkspace): Promise<unknown> {
    const port = await freePort();
    const program = [packages.node, 'src/server.js'] as const;
    const app = await startApplication(program, folder, port, { PORT: String(port) });
    applications.push(app);
    const { url } = app;
    const created = await ask<Tool>(`${url}/tools`, { name: 'Leiter', labels: ['hoch'] });
    assert.equal(created.status, 201, app.output());
    const { id } = created.json;
    assert.equal((await ask(`${url}/tools/${id}/loans`, { borrower: 'Ada' })).status, 201);
    assert.equal((await ask(`${url}/tools/${id}/loans`, { borrower: 'Grace' })).status, 201);
    const loans = await ask(`${url}/tools/${id}/loans`);
    const found = await ask<readonly Tool[]>(`${url}/tools?search=DRILL`);
    const statistics = await ask(`${url}/statistics`);
    assert.equal((await fetch(`${url}/tools/${id}`, { method: 'DELETE' })).status, 200);
    const orphans = await ask<readonly unknown[]>(`${url}/tools/${id}/loans`);
    const left = await ask<readonly Tool[]>(`${url}/tools`);
    const shape = ({ id, name, labels, lendable }: Tool) => ({ id, name, labels, lendable });
    return {
      created: shape(created.json),
      loans: loans.json,
      found: found.json.map(shape),
      statistics: statistics.json,
      orphans: orphans.json,
      left: left.json.map(shape),
    };
  }

  it('runs on PostgreSQL', async () => {
    await postgres.createDatabase('toolshed');
    const workspace = await open(tree);
    await prepare(workspace);
    onServer = await use(workspace);
    assert.deepEqual(Object(onServer).statistics, { tools: 4, lent: 2 });
    assert.deepEqual(Object(onServer).orphans, []);
  });

  it('answers the same on SQLite after a switch, and is taken back to the byte', async () => {
    const workspace = await open(tree);
    await command('apply', '--to', 'sqlite', workspace.folder, '--yes', '--no-tasks');
    await prepare(workspace);
    assert.deepEqual(await use(workspace), onServer);
    const { out } = await engineSwitch(['check', workspace.folder, '--json']);
    const codes = JSON.parse(out).problems.map(({ code }: { code: string }) => code);
    assert.ok(!codes.includes('leftover'), out);
    await command('revert', workspace.folder, '--yes');
    assert.deepEqual(withoutDatabase(workspace.tree()), tree);
  });

  it('answers the same on both engines from one tree that keeps both', async () => {
    await postgres.createDatabase('toolshed_both');
    const workspace = await open(withServer(sample, 'toolshed_both'));
    const { folder } = workspace;
    const keep = ['--strategy', 'keep-both', folder, '--yes', '--no-tasks'];
    await command('apply', '--to', 'sqlite', ...keep);
    await prepare(workspace);
    assert.deepEqual(await use(workspace), onServer);

    const both = withoutDatabase(workspace.tree());
    await command('apply', '--to', 'postgresql', ...keep);
    const changed = Object.entries(withoutDatabase(workspace.tree())).filter(
      ([path, text]) => both[path] !== text,
    );
    assert.deepEqual(Object.keys(Object.fromEntries(changed)), ['.env']);
    await prepare(workspace);
    assert.deepEqual(await use(workspace), onServer);
  });
});

/** What the application made while it ran is no part of the tree. */
function withoutDatabase(tree: Tree): Tree {
  return Object.fromEntries(Object.entries(tree).filter(([path]) => !/\.db(?:-\w+)?$/.test(path)));
}
