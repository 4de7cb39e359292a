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
const tree = fixtureTree('sqlite3-ledger');

describe('the ledger on sqlite3 and aiosqlite', function () {
  this.timeout(600_000);
  let postgres: TestPostgres;
  let app: SwitchedApplication;
  let python: string;
  let onFile: string;

  before(async function () {
    python = await requirePython(this, `${tree['requirements.txt']}psycopg[binary]>=3.2\n`);
    postgres = await startPostgres();
    await postgres.createDatabase('ledger');
    app = await switchedApplication(tree, python, { setUp: [], serve: [] });
  });
  after(async () => {
    app?.remove();
    await postgres?.stop();
  });

  async function output(url: string): Promise<string> {
    const env = { ...process.env, PYTHONDONTWRITEBYTECODE: '1', DATABASE_URL: url };
    const { stdout } = await run(python, ['ledger.py'], { cwd: app.workspace.folder, env });
    return stdout;
  }

  it('says the same on both databases', async () => {
    onFile = await output(app.fileUrl);
    assert.match(onFile, /^taken Kasse$/m);
    await app.switch('apply', '--to', 'postgresql', '--no-tasks');
    assert.equal(await output(postgres.url('ledger')), onFile);
  });

  it('is taken back to the byte', async () => {
    await app.switch('revert');
    app.assertUnchanged();
  });
});
