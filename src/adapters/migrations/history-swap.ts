import { copyFile, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { SwitchError } from '../../core/errors.ts';
import type { MigrationTool } from '../../core/plan.ts';
import { openHome } from '../journal/home.ts';
import { withLock } from '../journal/lock.ts';

/** A history that gives way to a new one. Paths are relative to the workspace. */
export interface HistorySwap {
  readonly tool: MigrationTool;
  /** The set-up that it belongs to. */
  readonly config: string;
  /** What the database calls the new migration once it has it. */
  readonly name: string;
  /** Files that go. */
  readonly old: readonly string[];
  /** What the database had of them, as the tool lists it. */
  readonly ledger: readonly LedgerEntry[];
  /** Texts of the files that come. */
  readonly made: Readonly<Record<string, string>>;
}

export interface LedgerEntry {
  readonly name: string;
  readonly batch?: number;
}

type Recorded = Omit<HistorySwap, 'made'> & {
  readonly made: readonly string[];
  readonly state: 'begun' | 'done';
};

/**
 * Puts a new history in the place of an old one once `record` has told the database of it. Nothing
 * of the project is touched before; a kill afterwards is found and finished by `recoverHistories`.
 * The old files stay in `.engine-switch/history/<time>/old`. Throws what `record` throws.
 */
export async function swapHistory<T>(
  workspace: string,
  swap: HistorySwap,
  record: () => Promise<T>,
): Promise<T> {
  const home = await openHome(workspace);
  return withLock(lockOf(home), async () => {
    const time = new Date().toISOString().replace(/[-:.]/g, '');
    const folder = join(historiesOf(home), time);
    try {
      await keepFiles(workspace, folder, swap);
      await writeRecord(folder, { ...swap, made: Object.keys(swap.made), state: 'begun' });
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
    const result = await record().catch(async (error: unknown) => {
      await rm(folder, { recursive: true, force: true });
      throw error;
    });
    await finish(workspace, folder);
    return result;
  });
}

/**
 * Finishes or forgets what a kill has interrupted for this set-up: where the database has the new
 * migration the files follow it, otherwise all is as it was. `recorded` lists what the database has.
 */
export async function recoverHistories(
  workspace: string,
  config: string,
  recorded: () => Promise<ReadonlySet<string>>,
): Promise<void> {
  const home = await openHome(workspace);
  const begun = (await foldersOf(home)).filter((folder) => !folder.isDone && folder.is(config));
  if (begun.length === 0) return;
  await withLock(lockOf(home), async () => {
    const names = await recorded();
    for (const { path, record } of begun) {
      if (record && names.has(record.name)) await finish(workspace, path);
      else await rm(path, { recursive: true, force: true });
    }
  });
}

/** A history that was taken away, with what is needed to bring it back. */
export interface KeptHistory extends HistorySwap {
  /** Where the old files are kept, absolute: at their paths below it. */
  readonly folder: string;
}

/**
 * The newest history that gave way in this set-up, as a swap the other way round: the files that
 * came go, and the old ones come back. Throws `wrong-usage` where there is none.
 */
export async function keptHistory(workspace: string, config: string): Promise<KeptHistory> {
  const folders = await foldersOf(await openHome(workspace));
  const last = folders.findLast(({ record, isDone }) => isDone && record?.config === config);
  if (!last?.record) throw nothingKept(config);
  const { record, path } = last;
  const folder = join(path, 'old');
  const texts = await Promise.all(
    record.old.map(async (file) => [file, await readFile(join(folder, file), 'utf8')] as const),
  );
  return {
    tool: record.tool,
    config,
    name: record.ledger.at(-1)?.name ?? record.name,
    old: record.made,
    ledger: record.ledger,
    made: Object.fromEntries(texts),
    folder,
  };
}

function nothingKept(config: string): SwitchError {
  return new SwitchError(
    'wrong-usage',
    `No history of ${config} has given way to a new one.`,
    'Backups of the database are listed by: engine-switch migrate backups',
  );
}

function lockOf(home: string): string {
  return join(home, 'history.lock');
}

function historiesOf(home: string): string {
  return join(home, 'history');
}

async function foldersOf(home: string) {
  const names = await readdir(historiesOf(home)).catch(() => []);
  return Promise.all(
    names.sort().map(async (name) => {
      const path = join(historiesOf(home), name);
      const record = await readRecord(path);
      const is = (config: string) => record === undefined || record.config === config;
      return { path, record, is, isDone: record?.state === 'done' };
    }),
  );
}

async function keepFiles(workspace: string, folder: string, swap: HistorySwap): Promise<void> {
  for (const path of swap.old) {
    await mkdir(dirname(join(folder, 'old', path)), { recursive: true });
    await copyFile(join(workspace, path), join(folder, 'old', path));
  }
  for (const [path, text] of Object.entries(swap.made)) {
    await mkdir(dirname(join(folder, 'new', path)), { recursive: true });
    await writeFile(join(folder, 'new', path), text);
  }
}

/** Every step can be done again. */
async function finish(workspace: string, folder: string): Promise<void> {
  const record = await readRecord(folder);
  if (!record) return;
  for (const path of record.made) {
    await mkdir(dirname(join(workspace, path)), { recursive: true });
    await copyFile(join(folder, 'new', path), join(workspace, path));
  }
  const made = new Set(record.made);
  for (const path of record.old) {
    if (!made.has(path)) await rm(join(workspace, path), { force: true });
  }
  await writeRecord(folder, { ...record, state: 'done' });
}

async function readRecord(folder: string): Promise<Recorded | undefined> {
  const text = await readFile(join(folder, 'swap.json'), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as Recorded);
}

/** Whole or not at all. */
async function writeRecord(folder: string, record: Recorded): Promise<void> {
  const path = join(folder, 'swap.json');
  await writeFile(`${path}.new`, JSON.stringify(record, undefined, 2));
  await rename(`${path}.new`, path);
}
