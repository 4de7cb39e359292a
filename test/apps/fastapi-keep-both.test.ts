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
const tree = fixtureTree('fastapi-sample');
const packages = `${tree['requirements.txt']}aiosqlite>=0.20,<0.22\npytest>=8\nhttpx>=0.27\n`;

describe('the FastAPI sample, kept on both engines', function () {
  this.timeout(600_000);
  let postgres: TestPostgres;
  let app: SwitchedApplication;
  let python: string;

  before(async function () {
    python = await requirePython(this, packages);
    postgres = await startPostgres();
    await postgres.createDatabase('trailhead');
    app = await switchedApplication(tree, python, { setUp: [], serve: [] });
    await app.switch('apply', '--to', 'sqlite', '--strategy', 'keep-both', '--no-tasks');
  });
  after(async () => {
    app?.remove();
    await postgres?.stop();
  });

  /** Migrates a database and runs the sample's own tests on it; gives what pytest says. */
  async function tests(url: string): Promise<string> {
    const env = { ...process.env, PYTHONDONTWRITEBYTECODE: '1', DATABASE_URL: url };
    const options = { cwd: app.workspace.folder, env };
    await run(python, ['-m', 'alembic', 'upgrade', 'head'], options);
    const { stdout } = await run(python, ['-m', 'pytest', '-q', '-p', 'no:cacheprovider'], options);
    return stdout;
  }

  it('passes its own tests on SQLite', async () => {
    assert.match(await tests(app.fileUrl.replace('sqlite:', 'sqlite+aiosqlite:')), /^5 passed/m);
  });

  it('passes its own tests on PostgreSQL, from the same tree', async () => {
    const url = postgres.url('trailhead').replace('postgresql:', 'postgresql+asyncpg:');
    assert.match(await tests(url), /^5 passed/m);
  });
});
