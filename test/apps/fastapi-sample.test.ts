import assert from 'node:assert/strict';
import { symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { recipes } from '../../src/recipes/index.ts';
import { makePlan } from '../../src/workflow/plan.ts';
import { type Application, ask, freePort, startApplication } from '../support/application.ts';
import { engineSwitch } from '../support/command-line.ts';
import { applySteps, readTree, snapshotOf } from '../support/memory-workspace.ts';
import { requirePython } from '../support/python-venv.ts';
import { type TemporaryWorkspace, temporaryWorkspace } from '../support/temporary-workspace.ts';

const sample = readTree(join(import.meta.dirname, '../fixtures/workspaces/fastapi-sample'));

interface Trail {
  readonly id: string;
  readonly name: string;
  readonly tags: readonly string[];
}

const trail = {
  name: 'Königsweg',
  region: 'Alps',
  difficulty: 'hard',
  length_km: '12.50',
  tags: ['ridge', 'views'],
};

describe('the FastAPI sample', function () {
  this.timeout(600_000);
  let workspace: TemporaryWorkspace;
  let python: string;
  let app: Application | undefined;

  before(async function () {
    const { steps } = makePlan(snapshotOf(sample), recipes, { to: 'sqlite' });
    python = await requirePython(this, applySteps(sample, steps)['requirements.txt'] ?? '');
    workspace = await temporaryWorkspace(sample);
    symlinkSync(dirname(dirname(python)), join(workspace.folder, '.venv'));
  });
  after(() => workspace?.remove());
  afterEach(() => app?.stop());

  async function start(): Promise<Application> {
    const port = await freePort();
    const command = [python, '-m', 'uvicorn', 'app.main:app', '--port', String(port)] as const;
    app = await startApplication([...command], workspace.folder, port);
    return app;
  }

  it('is switched to SQLite with its migrations', async () => {
    const { exitCode, err } = await engineSwitch([
      'apply',
      '--to',
      'sqlite',
      workspace.folder,
      '--yes',
    ]);
    assert.equal(exitCode, 0, err);
  });

  it('stores rows that are there after a restart', async () => {
    const { url } = await start();
    const created = await ask<Trail>(`${url}/trails`, trail);
    assert.equal(created.status, 201, app?.output());
    assert.match(created.json.id, /^[0-9a-f-]{36}$/);
    const report = { author: 'Ada', body: 'Snow', rating: 4 };
    assert.equal((await ask(`${url}/trails/${created.json.id}/reports`, report)).status, 201);
    await app?.stop();

    const again = await start();
    const { json } = await ask<readonly Trail[]>(`${again.url}/trails`);
    const stored = json.map(({ name, tags }) => ({ name, tags }));
    assert.deepEqual(stored, [{ name: trail.name, tags: trail.tags }]);
  });

  it('deletes the children of a deleted row', async () => {
    const { url } = await start();
    const { json } = await ask<readonly Trail[]>(`${url}/trails`);
    const place = `${url}/trails/${json[0]?.id}`;
    assert.equal((await ask<readonly unknown[]>(`${place}/reports`)).json.length, 1);
    assert.equal((await fetch(place, { method: 'DELETE' })).status, 204, app?.output());
    assert.equal((await ask<readonly unknown[]>(`${place}/reports`)).json.length, 0);
  });

  it('has nothing left that a new plan would change', async () => {
    const { out } = await engineSwitch(['check', workspace.folder, '--json']);
    const { problems } = JSON.parse(out);
    const codes = problems.map(({ code }: { code: string }) => code);
    assert.ok(!codes.includes('leftover'), out);
  });

  it('is taken back to the byte', async () => {
    const { exitCode, err } = await engineSwitch(['revert', workspace.folder, '--yes']);
    assert.equal(exitCode, 0, err);
    const tree = workspace.tree();
    assert.deepEqual(Object.keys(tree).sort(), Object.keys(sample).sort());
    for (const [path, text] of Object.entries(tree)) assert.equal(text, sample[path], path);
  });
});
