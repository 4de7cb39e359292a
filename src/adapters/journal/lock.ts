import { readFile, rm, writeFile } from 'node:fs/promises';
import { SwitchError } from '../../core/errors.ts';

/**
 * Holds a lock file with this process's id while the work runs. The lock of a process that is gone
 * is taken over. Throws `workspace-locked`.
 */
export async function withLock<T>(place: string, work: () => Promise<T>): Promise<T> {
  await acquire(place);
  try {
    return await work();
  } finally {
    await rm(place, { force: true });
  }
}

async function acquire(place: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await writeFile(place, String(process.pid), { flag: 'wx' });
    } catch (cause) {
      if (attempt > 1 || (await ownerIsAlive(place))) throw locked(cause);
      await rm(place, { force: true });
    }
  }
}

async function ownerIsAlive(place: string): Promise<boolean> {
  const owner = Number.parseInt(await readFile(place, 'utf8').catch(() => ''), 10);
  if (!Number.isInteger(owner) || owner <= 0) return false;
  try {
    process.kill(owner, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function locked(cause: unknown): SwitchError {
  return new SwitchError(
    'workspace-locked',
    'Another switch is running in this workspace.',
    'Wait until it has ended, then try again.',
    cause,
  );
}
