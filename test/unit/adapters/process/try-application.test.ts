import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { processRunner } from '../../../../src/adapters/process/runner.ts';
import { tryApplication } from '../../../../src/adapters/process/try-application.ts';
import { applicationAnswers } from '../../../../src/workflow/checks/application-answers.ts';
import type { CheckContext, StartRequest } from '../../../../src/workflow/checks/check.ts';
import { freePort } from '../../../support/application.ts';
import {
  type TemporaryWorkspace,
  temporaryWorkspace,
} from '../../../support/temporary-workspace.ts';
import { callCommandLine } from '../../../support/terminal.ts';

/** Answers with 200 where its `.env` names a SQLite file, and says so when it ends. */
const server = `
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';

const works = readFileSync('.env', 'utf8').includes('sqlite:');
writeFileSync('started', String(process.pid));
createServer((request, response) => response.writeHead(works ? 200 : 500).end())
  .listen(Number(process.argv[2]), '127.0.0.1');
`;

describe('adapters/process/try-application', function () {
  this.timeout(60_000);
  let workspace: TemporaryWorkspace;
  let address: string;
  let command: string;

  beforeEach(async () => {
    workspace = await temporaryWorkspace({
      '.env': 'DATABASE_URL=postgresql://shop@localhost/shop\n',
      'requirements.txt': 'sqlalchemy\npsycopg\n',
      'server.mjs': server,
    });
    const port = await freePort();
    address = `http://127.0.0.1:${port}/health`;
    command = `"${process.execPath}" server.mjs ${port}`;
  });
  afterEach(() => workspace.remove());

  const look = (start: StartRequest) => {
    const processes = processRunner(workspace.folder);
    return applicationAnswers.look({
      start,
      plan: { goal: { project: '' } },
      tryApplication: (request, cwd) => tryApplication(processes, request, cwd),
    } as CheckContext);
  };

  it('fails an application that answers with an error, and ends it', async () => {
    const seen = await look({ command, url: address });
    assert.deepEqual(seen, { result: 'failed', detail: `${address} answered with status 500.` });
    assert.ok(existsSync(join(workspace.folder, 'started')));
    await assert.rejects(fetch(address));
  });

  it('fails an application that ends, with what it said', async () => {
    const seen = await look({ command: 'echo no such table: room >&2; exit 3', url: address });
    assert.equal(seen.result, 'failed');
    assert.match(seen.detail, /did not answer.*no such table: room/);
  });

  it('fails where another program answers already: that would prove nothing', async () => {
    const other = new AbortController();
    const running = processRunner(workspace.folder).run({
      program: process.execPath,
      args: ['server.mjs', new URL(address).port],
      cwd: '',
      signal: other.signal,
    });
    while (!(await fetch(address).catch(() => undefined)));
    const seen = await look({ command, url: address });
    other.abort();
    await running;
    assert.equal(seen.result, 'failed');
    assert.match(seen.detail, /Another program answers/);
  });

  it('is asked for on the command line: the switched application passes', async () => {
    const start = ['--start', command, '--address', address];
    const { exitCode, out } = await callCommandLine(
      ['apply', '--to', 'sqlite', '--yes', '--no-tasks', '--json', ...start],
      workspace.folder,
    );
    const { checks } = JSON.parse(out);
    const seen = checks.find(({ id }: { id: string }) => id === 'application-answers');
    assert.equal(seen.detail, `${address} answered with status 200.`);
    assert.equal(seen.result, 'passed');
    // The database file, which nobody has made, is missed.
    assert.equal(exitCode, 1);
  });

  it('is refused without its other half, and for what is no address', async () => {
    for (const start of [
      ['--start', command],
      ['--address', address],
      ['--start', command, '--address', 'localhost:8000'],
    ]) {
      const { exitCode, err } = await callCommandLine(
        ['apply', '--to', 'sqlite', '--yes', ...start],
        workspace.folder,
      );
      assert.equal(exitCode, 2);
      assert.match(err, /Give both: a start command, and an address/);
    }
  });
});
