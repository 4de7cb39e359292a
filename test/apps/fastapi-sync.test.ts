import assert from 'node:assert/strict';
import { ask } from '../support/application.ts';
import { requirePython } from '../support/python-venv.ts';
import { startPostgres, type TestPostgres } from '../support/start-postgres.ts';
import {
  fixtureTree,
  type SwitchedApplication,
  switchedApplication,
} from '../support/switched-application.ts';

const tree = fixtureTree('fastapi-sync');
const commands = {
  setUp: ['-m', 'app.seed'],
  serve: ['-m', 'uvicorn', 'app.main:app', '--port', '{port}'],
};

interface Bed {
  readonly id: number;
}

async function questions(url: string): Promise<unknown> {
  const get = (path: string) => ask<unknown>(`${url}/beds${path}`);
  const created = await ask<Bed>(`${url}/beds?name=Nord`, {});
  const taken = await ask(`${url}/beds?name=Nord`, {});
  const { id } = created.json;
  const planted = await ask(`${url}/beds/${id}/plants`, { kind: 'Leek', count: 4 });
  await ask(`${url}/beds/${id}/plants`, { kind: 'Kale' });
  return {
    created,
    taken: taken.status,
    planted,
    all: await get(''),
    found: await get('?part=NO'),
    names: await get('/names'),
    total: await get(`/${id}/total`),
    missing: (await get('/999')).status,
    removed: await (await fetch(`${url}/beds/plants/Leek`, { method: 'DELETE' })).json(),
    after: await get(`/${id}`),
  };
}

describe('the garden, made asynchronous', function () {
  this.timeout(600_000);
  let postgres: TestPostgres;
  let app: SwitchedApplication;
  let waiting: unknown;

  before(async function () {
    const requirements = `${tree['requirements.txt']}sqlalchemy[asyncio]\nasyncpg>=0.30\n`;
    const python = await requirePython(this, requirements);
    postgres = await startPostgres();
    for (const name of ['sync', 'async']) await postgres.createDatabase(name);
    app = await switchedApplication(tree, python, commands);
  });
  after(async () => {
    app?.remove();
    await postgres?.stop();
  });

  function on(database: string) {
    return { DATABASE_URL: postgres.url(database).replace('://', '+psycopg://') };
  }

  it('works with sessions that do not wait', async () => {
    waiting = await app.ask(on('sync'), questions);
    assert.equal((waiting as { taken: unknown }).taken, 409);
  });

  it('does the same with asyncpg', async () => {
    await app.switch('apply', '--make-async', '--no-tasks');
    assert.deepEqual(await app.ask(on('async'), questions), waiting);
  });

  it('is taken back to the byte', async () => {
    await app.switch('revert');
    app.assertUnchanged();
  });
});
