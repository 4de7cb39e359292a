import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A Python with what was asked for, or why there is none. */
export type PythonVenv = { readonly python: string } | { readonly missing: string };

/**
 * A virtual environment with these requirements (the text of a requirements file), made once for
 * each such text in the system's temporary folder.
 */
export async function pythonVenv(requirements: string): Promise<PythonVenv> {
  const key = createHash('sha256').update(requirements).digest('hex').slice(0, 16);
  const folder = join(tmpdir(), `engine-switch-venv-${key}`);
  const python = join(folder, 'bin', 'python');
  // Written last: without it an installation was broken off.
  const complete = join(folder, 'complete');
  if (existsSync(complete)) return { python };
  try {
    rmSync(folder, { recursive: true, force: true });
    await run('python3', ['-m', 'venv', folder]);
    const list = join(folder, 'requirements.txt');
    writeFileSync(list, requirements);
    await run(python, [
      '-m',
      'pip',
      'install',
      '--quiet',
      '--disable-pip-version-check',
      '-r',
      list,
    ]);
    writeFileSync(complete, '');
    return { python };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { missing: message.trim().split('\n').at(-1) ?? message };
  }
}

/**
 * Gives the environment to a suite; where it cannot be had, says so in one line and skips the
 * suite, which then counts as skipped.
 */
export async function requirePython(suite: Mocha.Context, requirements: string): Promise<string> {
  const venv = await pythonVenv(requirements);
  if ('python' in venv) return venv.python;
  console.log(`Skipped, because Python or its package index is missing: ${venv.missing}`);
  return suite.skip();
}
