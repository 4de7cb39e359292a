import { rmSync } from 'node:fs';
import type { Catalog } from '../../catalog/model.ts';
import type {
  Database,
  DatabaseState,
  ExportRequest,
  ResultSet,
  RunOptions,
  ScriptResult,
  SelectOptions,
  Statement,
  WriteOutcome,
  WriteStatement,
} from '../../data/database.ts';
import { hostFile } from '../../host/host-file.ts';
import type { AttachedFile, HostCall, HostRequest } from '../../host/protocol.ts';
import { partialFile } from '../../host/sqlite/export.ts';
import { ChangeWatch } from './change-watch.ts';
import { HostProcess } from './host-process.ts';

/**
 * A SQLite file, read by a child process of its own. What may take long runs in a second one, so
 * that it holds up nothing and can be ended.
 */
export class SqliteDatabase implements Database {
  readonly engine = 'sqlite';
  readonly #files: () => Pick<HostCall, 'path' | 'attached'>;
  readonly #resident: HostProcess;
  readonly #watch: ChangeWatch;

  /** Opens nothing yet. `path` is absolute; `attached` tells each time what is attached to it. */
  constructor(path: string, attached: () => readonly AttachedFile[] = () => []) {
    this.#files = () => ({ path, attached: attached() });
    this.#resident = new HostProcess(hostEntry());
    this.#watch = new ChangeWatch(path, () => this.#ask<string>({ op: 'fingerprint' }));
  }

  state(): Promise<DatabaseState> {
    return this.#ask({ op: 'state' });
  }

  catalog(signal?: AbortSignal): Promise<Catalog> {
    return this.#ask({ op: 'catalog' }, signal);
  }

  select(statement: Statement, options: SelectOptions, signal?: AbortSignal): Promise<ResultSet> {
    return this.#ask({ op: 'select', statement, options }, signal);
  }

  run(
    statements: readonly Statement[],
    options: RunOptions,
    signal?: AbortSignal,
  ): Promise<ScriptResult> {
    return this.#askAlone({ op: 'run', statements, options }, signal);
  }

  async write(statements: readonly WriteStatement[]): Promise<WriteOutcome> {
    return this.#askAlone({ op: 'write', statements });
  }

  async export(
    request: ExportRequest,
    onProgress: (rows: number) => void,
    signal?: AbortSignal,
  ): Promise<number> {
    try {
      return await this.#askAlone({ op: 'export', request }, signal, onProgress);
    } finally {
      // A process that was ended left its part.
      rmSync(partialFile(request.file), { force: true });
    }
  }

  onDidChange(listener: () => void): () => void {
    return this.#watch.add(listener);
  }

  async close(): Promise<void> {
    this.#watch.stop();
    this.#resident.end(new Error('The database was closed.'));
  }

  /** In the resident process. */
  async #ask<T>(request: HostRequest, signal?: AbortSignal): Promise<T> {
    return (await this.#resident.askToRead(this.#files(), request, signal)) as T;
  }

  /** In a process of its own, which the signal ends. */
  async #askAlone<T>(
    request: HostRequest,
    signal?: AbortSignal,
    onRows?: (rows: number) => void,
  ): Promise<T> {
    signal?.throwIfAborted();
    const host = new HostProcess(hostEntry());
    const end = () => host.end(signal?.reason);
    signal?.addEventListener('abort', end, { once: true });
    try {
      return (await host.ask(this.#files(), request, onRows)) as T;
    } finally {
      signal?.removeEventListener('abort', end);
      host.end(undefined);
    }
  }
}

/** Bundled or as TypeScript. */
function hostEntry(): string {
  return hostFile('sqlite-host');
}
