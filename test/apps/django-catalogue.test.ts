import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { ask } from '../support/application.ts';
import { requirePython } from '../support/python-venv.ts';
import { startPostgres, type TestPostgres } from '../support/start-postgres.ts';
import {
  fixtureTree,
  type SwitchedApplication,
  switchedApplication,
} from '../support/switched-application.ts';

const tree = fixtureTree('django-catalogue');
const commands = {
  setUp: ['manage.py', 'migrate'],
  serve: ['manage.py', 'runserver', '--noreload', '{port}'],
};

/** Everything that the application does. */
async function questions(url: string): Promise<unknown> {
  const plates = [
    { title: 'Über den See', tags: ['sea', 'a "b" c'], details: { paper: 'laid', n: 1 } },
    { title: 'Am Berg', price: '12.50', made: '1870-05-01T12:30:00Z' },
  ];
  const created = [];
  for (const plate of plates) created.push(await ask(`${url}/plates`, plate));
  const found = await ask(`${url}/plates?part=${encodeURIComponent('SEE')}`);
  const laid = await ask(`${url}/plates?paper=laid`);
  return { created, found: found.json, laid: laid.json, all: (await ask(`${url}/plates`)).json };
}

describe('the catalogue on Django', function () {
  this.timeout(600_000);
  let postgres: TestPostgres;
  let app: SwitchedApplication;
  let onServer: unknown;

  function serverParts(database: string): NodeJS.ProcessEnv {
    const { hostname, port, username, password } = new URL(postgres.url(database));
    const account = { DB_USER: username, DB_PASSWORD: password };
    return { DB_NAME: database, DB_HOST: hostname, DB_PORT: port, ...account };
  }

  before(async function () {
    const python = await requirePython(this, tree['requirements.txt'] ?? '');
    postgres = await startPostgres();
    for (const name of ['catalogue', 'again']) await postgres.createDatabase(name);
    app = await switchedApplication(tree, python, commands);
  });
  after(async () => {
    app?.remove();
    await postgres?.stop();
  });

  it('works on PostgreSQL before', async () => {
    onServer = await app.ask(serverParts('catalogue'), questions);
    const { laid } = onServer as { laid: readonly { tags: unknown }[] };
    assert.deepEqual(laid[0]?.tags, ['sea', 'a "b" c']);
  });

  it('does the same on SQLite', async () => {
    await app.switch('apply', '--to', 'sqlite', '--no-tasks');
    assert.deepEqual(await app.ask({}, questions), onServer);
  });

  it('is taken back to the byte, and works as before', async () => {
    rmSync(join(app.workspace.folder, 'catalogue.db'));
    await app.switch('revert');
    app.assertUnchanged();
    assert.deepEqual(await app.ask(serverParts('again'), questions), onServer);
  });
});
