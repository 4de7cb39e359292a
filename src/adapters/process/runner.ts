import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { SwitchError } from '../../core/errors.ts';
import type { ProcessRunner, RunRequest, RunResult } from '../../core/ports.ts';
import { endTree } from './end-tree.ts';
import { findTool } from './find-tool.ts';

/** How much of a program's output is kept for its error message; characters. */
const keptOutput = 100_000;

/** Runs programs in a workspace folder, without a shell. */
export function processRunner(workspace: string): ProcessRunner {
  return {
    run: (request) => run(workspace, request),
    find: (tool, cwd) => findTool(tool, workspace, cwd),
  };
}

function run(workspace: string, request: RunRequest): Promise<RunResult> {
  return new Promise((resolve, reject) => {
    const windows = process.platform === 'win32';
    const child = spawn(request.program, request.args, {
      cwd: join(workspace, request.cwd),
      env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1', PYTHONUNBUFFERED: '1', ...request.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own, so that ending it ends what it started too.
      detached: !windows,
    });
    const end = () => endTree(child);
    request.signal?.addEventListener('abort', end, { once: true });
    let output = '';
    const collect = (chunk: Buffer) => {
      const text = chunk.toString('utf8');
      output = (output + text).slice(-keptOutput);
      request.onOutput?.(text);
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('error', (cause) => reject(notStarted(request.program, cause)));
    child.on('close', (code) => {
      request.signal?.removeEventListener('abort', end);
      resolve({ exitCode: code ?? 1, output });
    });
    if (request.signal?.aborted) end();
  });
}

function notStarted(program: string, cause: unknown): SwitchError {
  return new SwitchError(
    'program-missing',
    `${program} could not be started.`,
    'Install it and make sure that it is on the PATH.',
    cause,
  );
}
