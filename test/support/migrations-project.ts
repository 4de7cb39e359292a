import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { runInProcess } from '../../src/adapters/migrations/migrations-process.ts';
import { hostFile } from '../../src/host/host-file.ts';
import type { MigrationReport, MigrationStatus } from '../../src/migrations/report.ts';
import type { MigrationAction, MigrationRequest } from '../../src/migrations/request.ts';
import type { Tree } from './memory-workspace.ts';

/** A project on disk whose migrations are run for real, in a child process. */
export class MigrationsProject {
  readonly folder = mkdtempSync(join(tmpdir(), 'engine-switch-migrations-'));
  readonly defaults: { -readonly [Key in keyof MigrationRequest]?: MigrationRequest[Key] };
  output = '';

  constructor(tree: Tree, defaults: Partial<MigrationRequest> = {}) {
    this.defaults = defaults;
    this.write(tree);
  }

  write(tree: Tree): void {
    for (const [path, text] of Object.entries(tree)) {
      mkdirSync(dirname(join(this.folder, path)), { recursive: true });
      writeFileSync(join(this.folder, path), text);
    }
  }

  async status(more: Partial<MigrationRequest> = {}): Promise<MigrationStatus> {
    const answer = await this.#run({ kind: 'status' }, more);
    if (answer.kind !== 'status') throw new Error('not a status');
    return answer.status;
  }

  async run(
    action: MigrationAction,
    more: Partial<MigrationRequest> = {},
    signal?: AbortSignal,
  ): Promise<MigrationReport> {
    const answer = await this.#run(action, more, signal);
    if (answer.kind !== 'report') throw new Error('not a report');
    return answer.report;
  }

  /** Runs an action and kills it after this many milliseconds, unless it ends before. */
  async killedAfter(delay: number, action: MigrationAction): Promise<'completed' | 'killed'> {
    const controller = new AbortController();
    const timer = setTimeout(() => controller.abort(new Error('killed')), delay);
    try {
      await this.run(action, {}, controller.signal);
      return 'completed';
    } catch (error) {
      assert.equal((error as Error).message, 'killed');
      return 'killed';
    } finally {
      clearTimeout(timer);
    }
  }

  /** Uses the SQLite file at this path of the project. */
  open<T>(path: string, use: (database: DatabaseSync) => T): T {
    const database = new DatabaseSync(join(this.folder, path));
    try {
      return use(database);
    } finally {
      database.close();
    }
  }

  /** All rows of a statement on the SQLite file at this path. */
  rows(path: string, sql: string): Record<string, unknown>[] {
    return this.open(path, (database) =>
      database
        .prepare(sql)
        .all()
        .map((row) => ({ ...row })),
    );
  }

  /** Gives the project a package of this repository, as a link in its node_modules. */
  link(name: string, at = `node_modules/${name}`): void {
    const require = createRequire(import.meta.url);
    const target = dirname(require.resolve(`${name}/package.json`));
    mkdirSync(dirname(join(this.folder, at)), { recursive: true });
    symlinkSync(target, join(this.folder, at), 'dir');
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  #run(action: MigrationAction, more: Partial<MigrationRequest>, signal?: AbortSignal) {
    const request: MigrationRequest = {
      tool: 'knex',
      action,
      workspace: this.folder,
      folder: this.folder,
      dryRun: false,
      keepBackups: 3,
      ...this.defaults,
      ...more,
    };
    return runInProcess(request, {
      host: hostFile('migrations-host'),
      onOutput: (text) => {
        this.output += text;
      },
      ...(signal && { signal }),
    });
  }
}
