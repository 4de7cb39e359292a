import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

const module = join(import.meta.dirname, '../../../src/host/end-with-parent.ts');

/** Never idle once it watches for its parent. */
const child = `
  import(${JSON.stringify(module)}).then(({ endWithParent }) => {
    endWithParent();
    setTimeout(() => { process.stdout.write('busy'); for (;;); }, 200);
  });
`;

/** Is gone as soon as its child is busy; prints the child's process id. */
const parent = `
  const { spawn } = require('node:child_process');
  const options = { stdio: ['ignore', 'pipe', 'ignore'], detached: true };
  const child = spawn(process.execPath, ['-e', ${JSON.stringify(child)}], options);
  child.stdout.once('data', () => { console.log(child.pid); process.exit(); });
`;

describe('host/end-with-parent', () => {
  it('ends a process that is never idle when its parent is gone', async () => {
    const starter = spawn(process.execPath, ['-e', parent], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const pid = await new Promise<number>((resolve) => {
      starter.stdout.once('data', (chunk: Buffer) => resolve(Number(chunk.toString())));
    });
    while (isAlive(pid)) await setTimeout(100);
    assert.ok(pid > 0);
  });
});

/** A process that has ended and that nobody has waited for is no longer alive. */
function isAlive(pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
  return stdout.trim() !== '' && !stdout.startsWith('Z');
}
