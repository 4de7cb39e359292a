import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
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
  if (existsSync(python)) return { python };
  // Made elsewhere and then renamed: what is there is whole, also where several suites make one.
  const made = mkdtempSync(`${folder}-`);
  try {
    await install(made, requirements);
    if (!existsSync(python)) renameSync(made, folder);
    return { python };
  } catch (error) {
    if (existsSync(python)) return { python };
    const message = error instanceof Error ? error.message : String(error);
    return { missing: message.trim().split('\n').at(-1) ?? message };
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
}

async function install(folder: string, requirements: string): Promise<void> {
  await run('python3', ['-m', 'venv', folder]);
  const list = join(folder, 'requirements.txt');
  writeFileSync(list, requirements);
  const options = ['--quiet', '--disable-pip-version-check', '-r', list];
  await run(join(folder, 'bin', 'python'), ['-m', 'pip', 'install', ...options]);
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
