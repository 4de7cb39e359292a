import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { recipes } from '../../src/recipes/index.ts';
import { makePlan } from '../../src/workflow/plan.ts';
import { type Application, ask, freePort, startApplication } from '../support/application.ts';
import { engineSwitch } from '../support/command-line.ts';
import { applySteps, readTree, snapshotOf } from '../support/memory-workspace.ts';
import { requirePython } from '../support/python-venv.ts';
import { startPostgres, type TestPostgres } from '../support/start-postgres.ts';
import { type TemporaryWorkspace, temporaryWorkspace } from '../support/temporary-workspace.ts';

const run = promisify(execFile);
const sample = readTree(join(import.meta.dirname, '../fixtures/workspaces/sqlite-notes'));
const file = 'sqlite:///./data/notes.db';

describe('the sample that begins on SQLite', function () {
  this.timeout(600_000);
  let python: string;
  let postgres: TestPostgres;
  let onFile: unknown;
  const applications: Application[] = [];
  const workspaces: TemporaryWorkspace[] = [];

  before(async function () {
    const { steps } = makePlan(snapshotOf(sample), recipes, { to: 'postgresql' });
    python = await requirePython(this, applySteps(sample, steps)['requirements.txt'] ?? '');
    postgres = await startPostgres();
  });
  afterEach(async () => {
    for (const application of applications.splice(0)) await application.stop();
  });
  after(async () => {
    for (const workspace of workspaces) workspace.remove();
    await postgres?.stop();
  });

  async function open(): Promise<TemporaryWorkspace> {
    const workspace = await temporaryWorkspace(sample);
    workspaces.push(workspace);
    symlinkSync(dirname(dirname(python)), join(workspace.folder, '.venv'));
    return workspace;
  }

  async function switched(strategy: string): Promise<TemporaryWorkspace> {
    const workspace = await open();
    const options = ['--strategy', strategy, '--yes', '--no-tasks'];
    const { exitCode, err } = await engineSwitch([
      'apply',
      '--to',
      'postgresql',
      ...options,
      workspace.folder,
    ]);
    assert.equal(exitCode, 0, err);
    return workspace;
  }

  /** The URL of a new database on the test's own server, with the driver that the plan chose. */
  async function server(database: string): Promise<string> {
    await postgres.createDatabase(database);
    return postgres.url(database).replace('postgresql:', 'postgresql+psycopg:');
  }

  /** Runs the migrations and the application on a database, and gives what it answered. */
  async function use({ folder }: TemporaryWorkspace, databaseUrl: string): Promise<unknown> {
    const env = { ...process.env, DATABASE_URL: databaseUrl };
    await run(python, ['-m', 'alembic', 'upgrade', 'head'], { cwd: folder, env });
    const port = await freePort();
    const program = [python, '-m', 'uvicorn', 'app.main:app', '--port', String(port)] as const;
    const app = await startApplication([...program], folder, port, env);
    applications.push(app);
    const place = `${app.url}/notebooks/garden/notes`;
    const added = await ask(place, { body: 'Gießen', tags: ['daily'] });
    assert.equal(added.status, 201, app.output());
    return { added: added.json, notes: (await ask(place)).json };
  }

  it('runs on SQLite', async () => {
    onFile = await use(await open(), file);
    assert.deepEqual(Object(onFile).added, { id: 1, done: false });
  });

  it('answers the same on PostgreSQL after a switch, its migrations included', async () => {
    const workspace = await switched('replace');
    assert.deepEqual(await use(workspace, await server('notes')), onFile);
    const { exitCode, err } = await engineSwitch(['revert', workspace.folder, '--yes']);
    assert.equal(exitCode, 0, err);
    assert.deepEqual(workspace.tree(), sample);
  });

  it('answers the same on both engines from one tree that keeps both', async () => {
    const workspace = await switched('keep-both');
    assert.deepEqual(await use(workspace, await server('notes_both')), onFile);
    assert.deepEqual(await use(workspace, file), onFile);
  });
});
