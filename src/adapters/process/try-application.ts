import { delimiter, dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { ProcessRunner } from '../../core/ports.ts';
import type { ApplicationAnswer, StartRequest } from '../../workflow/checks/check.ts';

/** How often an application that is starting is asked, and how long it may take; milliseconds. */
const interval = 250;
const patience = 60_000;

/**
 * Starts an application in a shell, with the programs of the project's virtual environment on the
 * PATH, asks it until it answers, and ends it with all it started.
 */
export async function tryApplication(
  processes: ProcessRunner,
  { command, url }: StartRequest,
  cwd: string,
  signal?: AbortSignal,
): Promise<ApplicationAnswer> {
  if ((await ask(url)) !== undefined) return { isTaken: true, output: '' };
  const env = await environment(processes, cwd);
  const stop = new AbortController();
  const limits = [stop.signal, AbortSignal.timeout(patience), ...(signal ? [signal] : [])];
  const until = AbortSignal.any(limits);
  let printed: string | undefined;
  const running = processes
    .run({ ...shell(command), cwd, env, signal: until })
    .then(({ output }) => {
      printed = output.trim().split('\n').slice(-3).join(' ');
    });
  let status: number | undefined;
  while (status === undefined && printed === undefined && !until.aborted) {
    status = await ask(url);
    if (status === undefined) await setTimeout(interval);
  }
  stop.abort();
  await running;
  signal?.throwIfAborted();
  return { ...(status !== undefined && { status }), output: printed ?? '' };
}

/** Nobody listening is no error: the application is still starting. */
async function ask(url: string): Promise<number | undefined> {
  const answer = fetch(url, { signal: AbortSignal.timeout(5_000) });
  return answer.then(
    ({ status }) => status,
    () => undefined,
  );
}

/** As a person has it who has activated the project's virtual environment. */
async function environment(processes: ProcessRunner, cwd: string): Promise<Record<string, string>> {
  const python = await processes.find('python', cwd);
  if (!python) return {};
  return { PATH: [dirname(python), process.env.PATH].join(delimiter) };
}

function shell(command: string): { readonly program: string; readonly args: readonly string[] } {
  return process.platform === 'win32'
    ? { program: 'cmd.exe', args: ['/d', '/s', '/c', command] }
    : { program: '/bin/sh', args: ['-c', command] };
}
