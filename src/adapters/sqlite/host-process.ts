import { type ChildProcess, fork } from 'node:child_process';
import { rmSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { SwitchError } from '../../core/errors.ts';
import type { HostCall, HostError, HostReply, HostRequest } from '../../host/protocol.ts';
import { snapshotPrefix } from '../../host/sqlite/snapshot.ts';

/** SQLite's own refusal of a statement, or what made the process end. */
export class HostFailure extends SwitchError {
  readonly sqliteCode: number | undefined;
  constructor({ message, sqliteCode }: HostError) {
    super('database-error', message, 'Correct the statement and run it again.');
    this.sqliteCode = sqliteCode;
  }
}

/** How long a request that nobody waits for any more may take to come to its end, in milliseconds. */
const patience = 50;

interface Waiting {
  readonly call: HostCall;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
  readonly onRows: (rows: number) => void;
}

/**
 * One child process; it is started by the first request and can be ended at any time. It is given one
 * request after the other.
 */
export class HostProcess {
  readonly #entry: string;
  readonly #waiting = new Map<number, Waiting>();
  #child: ChildProcess | undefined;
  #lastId = 0;

  /** `entry` is the program's file, bundled or as TypeScript. */
  constructor(entry: string) {
    this.#entry = entry;
  }

  /** Asks; throws HostFailure for what SQLite refuses, and `end`'s reason where it is ended. */
  ask(
    files: Pick<HostCall, 'path' | 'attached'>,
    request: HostRequest,
    onRows: (rows: number) => void = ignore,
  ): Promise<unknown> {
    const id = ++this.#lastId;
    const call: HostCall = { id, ...files, request };
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { call, resolve, reject, onRows });
      if (this.#waiting.size === 1) this.#sendNext();
    });
  }

  /** Asks for what only reads; the signal gives it up, and the process with it that works on it. */
  async askToRead(
    files: Pick<HostCall, 'path' | 'attached'>,
    request: HostRequest,
    signal: AbortSignal | undefined,
  ): Promise<unknown> {
    signal?.throwIfAborted();
    const answer = this.ask(files, request);
    const id = this.#lastId;
    const giveUp = () => this.#giveUp(id, signal?.reason);
    signal?.addEventListener('abort', giveUp, { once: true });
    try {
      return await answer;
    } finally {
      signal?.removeEventListener('abort', giveUp);
    }
  }

  /** Ends the process at once; what waits is rejected with the reason. */
  end(reason: unknown): void {
    this.#endChild();
    this.#rejectAll(reason);
  }

  #endChild(): void {
    const child = this.#child;
    this.#child = undefined;
    child?.kill('SIGKILL');
    if (child?.pid !== undefined) void removeSnapshotsOf(child.pid);
  }

  #giveUp(id: number, reason: unknown): void {
    this.#waiting.get(id)?.reject(reason);
    if (this.#current !== id) this.#waiting.delete(id);
    else setTimeout(() => this.#restart(id), patience).unref();
  }

  /** Starts anew where the process is still at a request. */
  #restart(id: number): void {
    if (this.#current !== id) return;
    this.#endChild();
    this.#waiting.delete(id);
    this.#sendNext();
  }

  /** The request that the process works on. */
  get #current(): number | undefined {
    return this.#waiting.keys().next().value;
  }

  #sendNext(): void {
    const [next] = this.#waiting.values();
    if (next) this.#running().send(next.call);
  }

  #running(): ChildProcess {
    this.#child ??= this.#start();
    return this.#child;
  }

  #start(): ChildProcess {
    const { NODE_OPTIONS: _, ...environment } = process.env;
    const child = fork(this.#entry, {
      // Electron's binary is Node only where it is told so.
      env: { ...environment, ELECTRON_RUN_AS_NODE: '1', NODE_NO_WARNINGS: '1' },
      execArgv: [],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    child.on('message', (reply: HostReply) => this.#receive(reply));
    child.on('error', (error) => this.#lost(child, error.message));
    child.on('exit', (code, signal) => this.#lost(child, `it ended with ${signal ?? code}`));
    return child;
  }

  #receive(reply: HostReply): void {
    const waiting = this.#waiting.get(reply.id);
    if (!waiting) return;
    if (reply.kind === 'progress') {
      waiting.onRows(reply.rows);
      return;
    }
    this.#waiting.delete(reply.id);
    this.#sendNext();
    if (reply.kind === 'value') waiting.resolve(reply.value);
    else waiting.reject(new HostFailure(reply.error));
  }

  /** A database can end the process, by its size or a defect of SQLite; the next request starts anew. */
  #lost(child: ChildProcess, why: string): void {
    if (this.#child !== child) return;
    this.#child = undefined;
    const message = `The process that reads the database was lost: ${why}.`;
    this.#rejectAll(new SwitchError('database-unavailable', message, 'Try again.'));
  }

  #rejectAll(reason: unknown): void {
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of waiting) reject(reason);
  }
}

function ignore(): void {}

/** A process that was ended had no time to remove its copies. */
async function removeSnapshotsOf(pid: number): Promise<void> {
  const prefix = snapshotPrefix(pid);
  for (const name of await readdir(dirname(prefix))) {
    if (!name.startsWith(basename(prefix))) continue;
    rmSync(join(dirname(prefix), name), { recursive: true, force: true });
  }
}
