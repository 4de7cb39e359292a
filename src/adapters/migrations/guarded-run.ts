import { existsSync } from 'node:fs';
import { constants, copyFile, mkdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { SwitchError } from '../../core/errors.ts';
import {
  askedBy,
  fold,
  isRebuildName,
  type SchemaOperation,
} from '../../migrations/guard/asked.ts';
import { findLosses } from '../../migrations/guard/losses.ts';
import { describeLoss, type GuardReport, type Loss } from '../../migrations/guard/report.ts';
import type { Stock } from '../../migrations/guard/stock.ts';
import { quoteName } from '../../sql/sqlite-tokens.ts';
import { journalFolder, openHome } from '../journal/home.ts';
import { withLock } from '../journal/lock.ts';
import { loadNodeSqlite, type NodeSqlite } from '../sqlite/node-sqlite.ts';
import { makeBackup } from './backups.ts';
import { fileState } from './file-state.ts';
import { followDeletes } from './follow-deletes.ts';
import { madeTables } from './made-tables.ts';
import { probeInserts } from './probe-inserts.ts';
import { replaceDatabase } from './replace-database.ts';
import { restoreLosses } from './restore-losses.ts';
import { schemaText, takeStock } from './take-stock.ts';

/** What is guarded, and how. */
export interface GuardOptions {
  /** The workspace's absolute path. */
  readonly workspace: string;
  /** The database's absolute path; it need not exist yet. */
  readonly file: string;
  readonly dryRun: boolean;
  /** How many backups of this database are kept. */
  readonly keepBackups: number;
}

/** Changes the copy at this path. */
type Work<T> = (copy: string) => Promise<GuardedWork<T>>;

/** What a run did to the copy that it was given. */
export interface GuardedWork<T> {
  readonly value: T;
  /** Nothing ran: the database stays as it is. */
  readonly idle: boolean;
  readonly statements: readonly string[];
  readonly operations: readonly SchemaOperation[];
}

export interface Guarded<T> {
  readonly value: T;
  readonly guard: GuardReport;
  readonly schema: { readonly before: string; readonly after: string };
}

/**
 * Runs migrations on a copy of a SQLite database, and puts the copy in its place only if nothing
 * was lost: a failure, a loss or a kill leaves the database as it was. Throws what the work throws,
 * `migration-refused` with the losses by name, and `database-unavailable`.
 */
export async function guardedRun<T>(options: GuardOptions, work: Work<T>): Promise<Guarded<T>> {
  const home = await openHome(options.workspace);
  return withLock(join(home, 'migrations.lock'), async () => {
    const folder = join(home, 'migrations');
    // What a killed run left behind is of no use.
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { mode: 0o700 });
    try {
      const run = new Run(
        await loadNodeSqlite(),
        home,
        join(folder, basename(options.file)),
        options,
      );
      return await run.perform(work);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
}

/** One guarded run; its fields are what all of its steps need. */
class Run {
  readonly #sqlite: NodeSqlite;
  readonly #home: string;
  readonly #copy: string;
  readonly #options: GuardOptions;

  constructor(sqlite: NodeSqlite, home: string, copy: string, options: GuardOptions) {
    this.#sqlite = sqlite;
    this.#home = home;
    this.#copy = copy;
    this.#options = options;
  }

  async perform<T>(work: Work<T>): Promise<Guarded<T>> {
    const { file } = this.#options;
    if (!existsSync(file)) return this.#onNewDatabase(work);
    // Held open, so that no other connection is the last one and tidies up the file meanwhile.
    const watch = new this.#sqlite.DatabaseSync(file, { timeout: 5000 });
    try {
      watch.prepare('SELECT count(*) FROM sqlite_schema').get();
      const state = fileState(file);
      const backup = await makeBackup(this.#home, file, this.#options.keepBackups);
      return await this.#withBackup(backup, state, work);
    } finally {
      watch.close();
    }
  }

  /** The backup stays only where the database changes. */
  async #withBackup<T>(backup: string, state: string, work: Work<T>): Promise<Guarded<T>> {
    let replaced = false;
    try {
      await copyFile(backup, this.#copy, constants.COPYFILE_FICLONE);
      const { guarded, idle } = await this.#onCopy(work);
      if (idle || this.#options.dryRun) return guarded;
      await this.#replace(state);
      replaced = true;
      const label = `${journalFolder}/backups/${basename(backup)}`;
      return { ...guarded, guard: { ...guarded.guard, backup: label } };
    } finally {
      if (!replaced) await rm(backup, { force: true });
    }
  }

  async #onNewDatabase<T>(work: Work<T>): Promise<Guarded<T>> {
    const { file, dryRun } = this.#options;
    const { guarded, idle } = await this.#onCopy(work);
    if (idle || dryRun) return guarded;
    await mkdir(dirname(file), { recursive: true });
    // A copy beside the target first: a rename is whole only within one file system.
    const beside = `${file}.engine-switch`;
    await copyFile(this.#copy, beside);
    await rename(beside, file);
    return guarded;
  }

  async #onCopy<T>(work: Work<T>) {
    const removedLeftovers = this.#withCopy(removeLeftovers);
    const before = await this.#stock();
    const { value, idle, statements, operations } = await work(this.#copy);
    const asked = askedBy(statements, operations);
    const ran = await this.#stock();
    const followed = this.#withCopy((database) =>
      followDeletes(database, ran.stock.catalog, before.stock.orphans, asked),
    );
    const after = followed.length > 0 ? await this.#stock() : ran;
    const emptied = followed.map(({ table }) => fold(table));
    const losses = findLosses(
      before.stock,
      after.stock,
      { ...asked, deletedFrom: new Set([...asked.deletedFrom, ...emptied]) },
      await madeTables(this.#sqlite, before.stock.catalog, statements),
    );
    const { restored, remaining } = this.#withCopy((database) => restoreLosses(database, losses));
    if (remaining.length > 0) throw refused(remaining);
    const final = restored.length > 0 ? await this.#stock() : after;
    const guard: GuardReport = {
      restored,
      followed,
      removedLeftovers,
      insertProblems: await this.#probe(final.stock),
      orphansBefore: before.stock.orphans.map((orphans) => ({ kind: 'orphans', ...orphans })),
    };
    return { guarded: { value, guard, schema: { before: before.text, after: final.text } }, idle };
  }

  async #stock(): Promise<{ readonly stock: Stock; readonly text: string }> {
    const database = new this.#sqlite.DatabaseSync(this.#copy);
    try {
      return { stock: await takeStock(database), text: schemaText(database) };
    } finally {
      database.close();
    }
  }

  #withCopy<R>(use: (database: InstanceType<NodeSqlite['DatabaseSync']>) => R): R {
    const database = new this.#sqlite.DatabaseSync(this.#copy, {
      enableForeignKeyConstraints: false,
    });
    try {
      return use(database);
    } finally {
      database.close();
    }
  }

  /** On a copy of the copy: an INSERT moves sequences even when it is taken back. */
  async #probe({ catalog }: Stock) {
    const trial = `${this.#copy}.trial`;
    await copyFile(this.#copy, trial, constants.COPYFILE_FICLONE);
    const database = new this.#sqlite.DatabaseSync(trial);
    try {
      return probeInserts(database, catalog.tables);
    } finally {
      database.close();
      await rm(trial, { force: true });
    }
  }

  async #replace(state: string): Promise<void> {
    const { file } = this.#options;
    const unchanged = () => fileState(file) === state;
    if (unchanged() && (await replaceDatabase(this.#copy, file, unchanged))) return;
    throw new SwitchError(
      'database-unavailable',
      'The database was written to while its copy was being migrated.',
      'It is as it was. Stop the application and run again.',
    );
  }
}

/** A rebuild that failed long ago left its half-filled table beside the real one. */
function removeLeftovers(database: InstanceType<NodeSqlite['DatabaseSync']>): readonly string[] {
  const names = database
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")
    .all()
    .map(({ name }) => String(name));
  const leftovers = names.filter(
    (name) =>
      isRebuildName(name) && names.some((other) => fold(name) === fold(`_alembic_tmp_${other}`)),
  );
  for (const name of leftovers) database.exec(`DROP TABLE ${quoteName(name)}`);
  return leftovers;
}

function refused(losses: readonly Loss[]): SwitchError {
  return new SwitchError(
    'migration-refused',
    `The migration would lose what it does not say that it removes: ${losses.map(describeLoss).join('; ')}.`,
    'The database is as it was. Change the migration so that it keeps these or drops them by name.',
  );
}
