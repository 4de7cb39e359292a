import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, parse } from 'node:path';
import { pathToFileURL } from 'node:url';
import { SwitchError } from '../../core/errors.ts';
import type { MigrationAnswer, MigrationsMessage } from '../../host/migrations-protocol.ts';
import type { MigrationRequest } from '../../migrations/request.ts';
import { endTree } from '../process/end-tree.ts';

/** How a request is run. */
export interface MigrationsProcessOptions {
  /** The host's entry: `migrations-host.cjs` of the bundle, or its source in a test. */
  readonly host: string;
  /** Everything that the tool and the project's code print, as they print it. */
  readonly onOutput: (text: string) => void;
  /** Ends the process and all that it started. */
  readonly signal?: AbortSignal;
}

/**
 * Runs one request in a process of its own. Throws what the host throws, and the signal's reason
 * when cancelled: a SQLite database is then as it was before.
 */
export function runInProcess(
  request: MigrationRequest,
  options: MigrationsProcessOptions,
): Promise<MigrationAnswer> {
  const { signal, onOutput } = options;
  signal?.throwIfAborted();
  return new Promise((resolve, reject) => {
    const child = fork(options.host, {
      cwd: request.folder,
      silent: true,
      serialization: 'advanced',
      execArgv: ['--disable-warning=ExperimentalWarning', ...projectLoaders(request.folder)],
      // A group of its own, so that ending it ends what it started too.
      detached: process.platform !== 'win32',
    });
    let answer: (() => void) | undefined;
    let output = '';
    const cancel = () => endTree(child);
    signal?.addEventListener('abort', cancel, { once: true });
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        output = (output + chunk).slice(-2000);
        onOutput(chunk.toString('utf8'));
      });
    }
    child.on('message', (message: MigrationsMessage) => {
      if (message.kind === 'output') {
        onOutput(message.text);
        return;
      }
      answer =
        message.kind === 'done'
          ? () => resolve(message.answer)
          : () => reject(new SwitchError(message.code, message.message, message.nextStep));
      // Left to itself it might never end: Node can block while it shuts down, and what the
      // project's code has started can hold the pipes open. https://github.com/nodejs/node/issues/54918
      endTree(child);
    });
    child.on('error', (cause) => reject(crashed(String(cause))));
    child.on('close', () => {
      signal?.removeEventListener('abort', cancel);
      if (answer) answer();
      else reject(signal?.aborted ? signal.reason : crashed(output));
    });
    child.send(request);
  });
}

/** Yarn's Plug'n'Play, and the TypeScript loader that the project has installed. */
function projectLoaders(folder: string): readonly string[] {
  const require = createRequire(pathToFileURL(join(folder, 'package.json')));
  const resolve = (name: string) => {
    try {
      return require.resolve(name);
    } catch {
      return undefined;
    }
  };
  const plugAndPlay = findUp(folder, '.pnp.cjs');
  const tsx = resolve('tsx');
  const tsNode = resolve('ts-node/register/transpile-only');
  return [
    ...(plugAndPlay ? ['--require', plugAndPlay] : []),
    ...(tsx ? ['--import', pathToFileURL(tsx).href] : []),
    ...(!tsx && tsNode ? ['--require', tsNode] : []),
  ];
}

function findUp(folder: string, name: string): string | undefined {
  for (let current = folder; ; current = dirname(current)) {
    const path = join(current, name);
    if (existsSync(path)) return path;
    if (current === parse(current).root) return undefined;
  }
}

function crashed(output: string): SwitchError {
  return new SwitchError(
    'program-failed',
    `The process that runs migrations ended early: ${output.trim().split('\n').at(-1) ?? ''}`,
    'Read the log. A SQLite database is as it was before.',
  );
}
