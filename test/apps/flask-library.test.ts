import assert from 'node:assert/strict';
import { ask } from '../support/application.ts';
import { requirePython } from '../support/python-venv.ts';
import { startPostgres, type TestPostgres } from '../support/start-postgres.ts';
import {
  fixtureTree,
  type SwitchedApplication,
  switchedApplication,
} from '../support/switched-application.ts';

const tree = fixtureTree('flask-library');
const commands = {
  setUp: ['-m', 'flask', '--app', 'wsgi', 'db', 'upgrade'],
  serve: ['-m', 'flask', '--app', 'wsgi', 'run', '--port', '{port}'],
};

interface Book {
  readonly id: string;
}

/** Everything that the application does, without what differs from run to run. */
async function questions(url: string): Promise<unknown> {
  const post = <T>(path: string, body: unknown) => ask<T>(`${url}${path}`, body);
  const authors = [];
  for (const name of ['Agnes Ölberg', 'Agnes Ölberg', 'Bo Lind']) {
    authors.push((await ask(`${url}/authors`, { name }).catch(() => ({ status: 409 }))).status);
  }
  const book = {
    title: 'Über Inseln',
    price: '24.50',
    authors: ['Agnes Ölberg', 'Bo Lind'],
    shelves: ['north', 'a "b" c'],
    details: { pages: 210, tags: ['sea'] },
  };
  const created = await post<Book>('/books', book);
  const place = `${url}/books/${created.json.id}`;
  const lent = await ask<Book>(`${place}/loans`, { reader: 'Cleo', days: 7 });
  const found = await ask<readonly Book[]>(`${url}/books?part=INSELN`);
  const one = await ask<Book>(place);
  const removed = await fetch(place, { method: 'DELETE' });
  const missing = await fetch(place);
  const withoutId = ({ id, ...rest }: Book) => ({ ...rest, id: id.replace(/[0-9a-f]/g, '0') });
  return {
    authors,
    created: [created.status, withoutId(created.json)],
    lent: [lent.status, withoutId(lent.json)],
    found: found.json.map(withoutId),
    one: withoutId(one.json),
    removed: await removed.json(),
    missing: missing.status,
  };
}

describe('the library on Flask', function () {
  this.timeout(600_000);
  let postgres: TestPostgres;
  let app: SwitchedApplication;
  let onServer: unknown;

  function serverUrl(database: string) {
    return { DATABASE_URL: postgres.url(database).replace('://', '+psycopg://') };
  }

  before(async function () {
    const python = await requirePython(this, tree['requirements.txt'] ?? '');
    postgres = await startPostgres();
    for (const name of ['library', 'again']) await postgres.createDatabase(name);
    app = await switchedApplication(tree, python, commands);
  });
  after(async () => {
    app?.remove();
    await postgres?.stop();
  });

  it('works on PostgreSQL before', async () => {
    onServer = await app.ask(serverUrl('library'), questions);
    const { authors, missing } = onServer as { authors: unknown; missing: unknown };
    assert.deepEqual([authors, missing], [[201, 409, 201], 404]);
  });

  it('does the same on SQLite', async () => {
    await app.switch('apply', '--to', 'sqlite', '--no-tasks');
    assert.deepEqual(await app.ask({ DATABASE_URL: app.fileUrl }, questions), onServer);
  });

  it('is taken back to the byte, and works as before', async () => {
    await app.switch('revert');
    app.assertUnchanged();
    assert.deepEqual(await app.ask(serverUrl('again'), questions), onServer);
  });
});
