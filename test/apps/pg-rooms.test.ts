import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Application, ask, freePort, startApplication } from '../support/application.ts';
import { engineSwitch } from '../support/command-line.ts';
import type { Tree } from '../support/memory-workspace.ts';
import { requireNodePackages } from '../support/node-packages.ts';
import { startPostgres, type TestPostgres } from '../support/start-postgres.ts';
import { fixtureTree } from '../support/switched-application.ts';
import { type TemporaryWorkspace, temporaryWorkspace } from '../support/temporary-workspace.ts';

const run = promisify(execFile);
const sample = fixtureTree('pg-rooms');

describe('the sample with a pool of pg', function () {
  // Where no binary of better-sqlite3 can be had it is built, which takes minutes.
  this.timeout(1_800_000);
  let postgres: TestPostgres;
  let packages: { readonly folder: string; readonly node: string };
  let onServer: unknown;
  const applications: Application[] = [];
  const workspaces: TemporaryWorkspace[] = [];

  before(async function () {
    const { dependencies } = JSON.parse(sample['package.json'] ?? '{}');
    const both = { ...dependencies, 'better-sqlite3': '^12.0.0' };
    packages = await requireNodePackages(this, both, 'better-sqlite3');
    postgres = await startPostgres();
  });
  afterEach(async () => {
    for (const application of applications.splice(0)) await application.stop();
  });
  after(async () => {
    for (const workspace of workspaces) workspace.remove();
    await postgres?.stop();
  });

  /** The sample on a new database of the test's own server. */
  async function open(database: string): Promise<{ workspace: TemporaryWorkspace; tree: Tree }> {
    await postgres.createDatabase(database);
    const env = (sample['.env'] ?? '').replace(/postgresql:\/\/.*/, postgres.url(database));
    const tree = { ...sample, '.env': env };
    const workspace = await temporaryWorkspace(tree);
    workspaces.push(workspace);
    symlinkSync(join(packages.folder, 'node_modules'), join(workspace.folder, 'node_modules'));
    return { workspace, tree };
  }

  async function command(...args: readonly string[]): Promise<void> {
    const { exitCode, err } = await engineSwitch(args);
    assert.equal(exitCode, 0, err);
  }

  /** Makes the tables, starts the application, uses every route, and gives what it answered. */
  async function use({ folder }: TemporaryWorkspace): Promise<readonly unknown[]> {
    await run(packages.node, ['scripts/init.js'], { cwd: folder });
    const port = await freePort();
    const program = [packages.node, 'src/server.js'] as const;
    const app = await startApplication(program, folder, port, { PORT: String(port) });
    applications.push(app);
    const answers: unknown[] = [];
    const asked = async (path: string, body?: unknown) => {
      const { status, json } = await ask(`${app.url}${path}`, body);
      answers.push([path, status, comparable(json)]);
    };
    const room = { name: 'Große Halle', seats: 80, tags: ['hell', 'hoch'], rate: '25.50' };
    await asked('/rooms', { ...room, equipment: { beamer: 2, piano: true } });
    await asked('/rooms', { ...room, name: 'Attic', seats: 6, rate: 7 });
    await asked('/rooms', room);
    await asked('/rooms', { ...room, name: 'None', seats: 0 });
    await asked('/rooms', { ...room, name: null });
    await asked('/rooms?search=ATT');
    await asked('/rooms?ids=1,2,99');
    await asked('/rooms/1/equipment', { piano: false, chairs: [1, 2] });
    await asked('/rooms/1/bookings', { holder: 'Ada', days: ['2026-03-01', '2026-03-02'] });
    // The second day is taken, so the first is not booked either.
    await asked('/rooms/1/bookings', { holder: 'Bo', days: ['2026-03-03', '2026-03-02'] });
    const together = ['a', 'b', 'c'].map((holder, index) => {
      return ask(`${app.url}/rooms/2/bookings`, { holder, days: [`2026-04-0${index + 1}`] });
    });
    answers.push((await Promise.all(together)).map(({ status }) => status));
    await asked('/statistics');
    assert.equal((await fetch(`${app.url}/rooms/1`, { method: 'DELETE' })).status, 200);
    await asked('/statistics');
    return answers;
  }

  it('runs on PostgreSQL', async () => {
    const { workspace } = await open('rooms');
    onServer = await use(workspace);
    const statuses = Object(onServer).map((answer: readonly unknown[]) => answer[1]);
    assert.deepEqual(statuses, [201, 201, 409, 400, 400, 200, 200, 200, 201, 409, 201, 200, 200]);
  });

  it('answers the same on SQLite after a switch, and is taken back to the byte', async () => {
    const { workspace, tree } = await open('rooms_replaced');
    await command('apply', '--to', 'sqlite', workspace.folder, '--yes', '--no-tasks');
    assert.deepEqual(await use(workspace), onServer);
    const { out } = await engineSwitch(['check', workspace.folder, '--json']);
    assert.deepEqual(JSON.parse(out).problems, []);
    await command('revert', workspace.folder, '--yes');
    assert.deepEqual(withoutDatabase(workspace.tree()), tree);
  });

  it('answers the same on both engines from one tree that keeps both', async () => {
    const { workspace } = await open('rooms_both');
    const { folder } = workspace;
    const keep = ['--strategy', 'keep-both', folder, '--yes', '--no-tasks'];
    await command('apply', '--to', 'sqlite', ...keep);
    // What the plan says of this line: it is to read the script that fits.
    const init = join(folder, 'scripts/init.js');
    const reads = readFileSync(init, 'utf8').replace(
      "'../sql/schema.sql'",
      "process.env.DATABASE_URL.includes('://') ? '../sql/schema.sql' : '../sql/schema.sqlite.sql'",
    );
    writeFileSync(init, reads);
    assert.deepEqual(await use(workspace), onServer);

    const onFile = withoutDatabase(workspace.tree());
    await command('apply', '--to', 'postgresql', ...keep);
    const onServerAgain = withoutDatabase(workspace.tree());
    const changed = Object.keys(onServerAgain).filter((path) => {
      return onServerAgain[path] !== onFile[path];
    });
    assert.deepEqual(changed, ['.env']);
    assert.deepEqual(await use(workspace), onServer);
  });
});

/** Without what is new each time: moments and generated keys. */
function comparable(json: unknown): unknown {
  return JSON.parse(JSON.stringify(json), (key, value) => {
    if (key === 'created_at') return Math.abs(Date.now() - Date.parse(value)) < 60_000;
    return key === 'id' && typeof value === 'string' ? value.length : value;
  });
}

/** What the application made while it ran is no part of the tree. */
function withoutDatabase(tree: Tree): Tree {
  return Object.fromEntries(Object.entries(tree).filter(([path]) => !/\.db(?:-\w+)?$/.test(path)));
}
