import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MigrationsProject } from '../../../support/migrations-project.ts';

const config = "exports.development = { client: 'sqlite3', connection: './app.db' };";

/** A knexfile that does something before it says which database it is. */
function projectThat(code: string): MigrationsProject {
  return new MigrationsProject({
    'knexfile.js': `${code}\n${config}`,
    'migrations/1_first.js': 'exports.up = exports.down = async () => {};',
  });
}

describe('the process that runs migrations', function () {
  this.timeout(60_000);
  let project: MigrationsProject;
  afterEach(() => project.remove());

  it('gives its answer also where it could never end by itself', async () => {
    project = projectThat(
      "process.on('exit', () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0));",
    );
    assert.equal((await project.status()).entries.length, 1);
  });

  it('takes with it what the project has started', async () => {
    project = projectThat(`
      const { spawn } = require('node:child_process');
      const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' });
      child.unref();
      require('node:fs').writeFileSync('started.pid', String(child.pid));`);
    assert.equal((await project.status()).entries.length, 1);
    const pid = Number(readFileSync(join(project.folder, 'started.pid'), 'utf8'));
    assert.ok(!isRunning(pid), `process ${pid} is still there`);
  });

  it('has passed on all that was printed once it answers', async () => {
    project = projectThat("console.log('x'.repeat(1_000_000) + 'end');");
    await project.status();
    assert.equal(project.output.trim().length, 1_000_003);
    assert.ok(project.output.endsWith('end\n'));
  });

  it('says what the project printed last where its code ends the process', async () => {
    project = projectThat("console.error('no licence'); process.exit(3);");
    await assert.rejects(project.status(), { code: 'program-failed', message: /no licence/ });
  });
});

/** A process that has ended and that nobody has waited for yet counts as ended. */
function isRunning(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.[0] !== 'Z';
  } catch {
    return isSignalled(pid);
  }
}

function isSignalled(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
