import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { requirePython } from '../support/python-venv.ts';
import { startPostgres, type TestPostgres } from '../support/start-postgres.ts';
import {
  fixtureTree,
  type SwitchedApplication,
  switchedApplication,
} from '../support/switched-application.ts';

const run = promisify(execFile);
const tree = fixtureTree('asyncpg-notes');

describe('the notes on asyncpg', function () {
  this.timeout(600_000);
  let postgres: TestPostgres;
  let app: SwitchedApplication;
  let python: string;
  let onServer: string;

  before(async function () {
    python = await requirePython(this, `${tree['requirements.txt']}aiosqlite>=0.20,<0.22\n`);
    postgres = await startPostgres();
    await postgres.createDatabase('notes');
    app = await switchedApplication(tree, python, { setUp: [], serve: [] });
  });
  after(async () => {
    app?.remove();
    await postgres?.stop();
  });

  async function output(url: string): Promise<string> {
    const env = { ...process.env, PYTHONDONTWRITEBYTECODE: '1', DATABASE_URL: url };
    const { stdout } = await run(python, ['notes.py'], { cwd: app.workspace.folder, env });
    return stdout;
  }

  it('says the same on both databases', async () => {
    onServer = await output(postgres.url('notes'));
    assert.match(onServer, /^taken First$/m);
    await app.switch('apply', '--to', 'sqlite', '--no-tasks');
    assert.equal(await output(app.fileUrl), onServer);
  });

  it('is taken back to the byte', async () => {
    await app.switch('revert');
    app.assertUnchanged();
  });
});
