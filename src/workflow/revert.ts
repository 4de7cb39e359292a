import { SwitchError } from '../core/errors.ts';
import type { FileEntry, Journal, TaskEntry } from '../core/journal.ts';
import type { WorkspacePorts } from './apply.ts';
import { type MergeConflict, mergeThreeWay } from './merge.ts';

/** What an undo did. */
export interface Reverted {
  readonly journal: Journal;
  readonly restored: readonly string[];
  /** Files that also held later changes of the user's, which stay. */
  readonly merged: readonly string[];
  /** Files that tasks had made, moved into the journal's folder. */
  readonly setAside: readonly string[];
}

/** A file whose later changes touch what the undo would take back. */
export interface RevertConflict {
  readonly path: string;
  readonly conflicts: readonly MergeConflict[];
}

/** Nothing was undone: both sides of every conflict are in `conflicts`. */
export class RevertConflictError extends SwitchError {
  readonly conflicts: readonly RevertConflict[];
  constructor(conflicts: readonly RevertConflict[]) {
    const paths = conflicts.map(({ path }) => path).join(', ');
    super(
      'revert-conflict',
      `These files were changed since the switch, at the lines that it changed: ${paths}. Nothing was undone.`,
      'Take your changes of those lines back (or commit them elsewhere), then undo again.',
    );
    this.conflicts = conflicts;
  }
}

/** The newest switch that can be undone. */
export async function revertible(ports: WorkspacePorts): Promise<Journal | undefined> {
  const journals = await ports.journals.list();
  return journals.find(({ state }) => state !== 'reverted');
}

/** Undoes the newest switch. Throws `nothing-to-revert` and what `revertJournal` throws. */
export async function revertLatest(ports: WorkspacePorts): Promise<Reverted> {
  return ports.journals.exclusively(async () => {
    const journal = await revertible(ports);
    if (journal) return revertJournal(journal, ports);
    throw new SwitchError(
      'nothing-to-revert',
      'There is no switch to undo in this workspace.',
      'Nothing needs to be done.',
    );
  });
}

/** How one file goes back. */
interface Restoration {
  readonly entry: FileEntry;
  /** `undefined`: the file is to be gone. */
  readonly text: string | undefined;
  readonly merged: boolean;
}

/**
 * Takes a switch back, newest effect first. Works from any state that a crash can leave, a crash of
 * an earlier undo included: each file is looked at, and is brought to what it was. The caller holds
 * the workspace's lock. Throws `RevertConflictError` before anything is changed.
 */
export async function revertJournal(journal: Journal, ports: WorkspacePorts): Promise<Reverted> {
  const restorations = await planRestorations(journal, ports);
  await ports.journals.save({ ...journal, state: 'reverting' });
  const setAside = await undoTasks(journal, ports);
  for (const restoration of restorations) await restore(restoration, ports);
  const reverted: Journal = { ...journal, state: 'reverted' };
  await ports.journals.save(reverted);
  const paths = (merged: boolean) =>
    restorations.filter((one) => one.merged === merged).map(({ entry }) => entry.path);
  return { journal: reverted, restored: paths(false), merged: paths(true), setAside };
}

async function planRestorations(
  journal: Journal,
  ports: WorkspacePorts,
): Promise<readonly Restoration[]> {
  const restorations: Restoration[] = [];
  const conflicts: RevertConflict[] = [];
  for (const entry of journal.entries.toReversed()) {
    if (entry.kind !== 'file') continue;
    const found = await restorationOf(journal, entry, ports);
    if (!found) continue;
    if ('conflicts' in found) conflicts.push(found);
    else restorations.push(found);
  }
  if (conflicts.length > 0) throw new RevertConflictError(conflicts);
  for (const { entry } of restorations) await ports.files.checkWritable(entry.path);
  return restorations;
}

async function restorationOf(
  { id }: Journal,
  entry: FileEntry,
  { files, journals }: WorkspacePorts,
): Promise<Restoration | RevertConflict | undefined> {
  const state = await files.read(entry.path);
  if (state?.hash === entry.before) return undefined;
  const before = entry.before && (await journals.content(id, entry.before));
  if (state?.hash === entry.after) return { entry, text: before, merged: false };
  const after = entry.after && (await journals.content(id, entry.after));
  if (state === undefined || before === undefined || after === undefined) {
    const conflict = { line: 0, ours: state?.text ?? '', theirs: before ?? '' };
    return { path: entry.path, conflicts: [conflict] };
  }
  const { text, conflicts } = mergeThreeWay(after, state.text, before);
  return conflicts ? { path: entry.path, conflicts } : { entry, text, merged: true };
}

async function restore({ entry, text }: Restoration, { files }: WorkspacePorts): Promise<void> {
  if (text !== undefined) return files.write(entry.path, text, entry.mode);
  await files.remove(entry.path);
  for (const folder of entry.madeFolders) await files.removeFolderIfEmpty(folder);
}

/** Files that a task made are moved into the journal's folder: a database may hold data by now. */
async function undoTasks(journal: Journal, ports: WorkspacePorts): Promise<readonly string[]> {
  const moved: string[] = [];
  for (const entry of journal.entries.toReversed()) {
    if (entry.kind !== 'task') continue;
    for (const path of await filesMadeBy(entry, ports)) {
      await ports.journals.setAside(journal.id, path);
      moved.push(path);
    }
  }
  return moved;
}

async function filesMadeBy(
  entry: TaskEntry,
  { files }: WorkspacePorts,
): Promise<readonly string[]> {
  const existed = new Set(entry.existed);
  const now = await Promise.all(entry.task.writes.map((path) => files.list(path)));
  return now.flat().filter((path) => !existed.has(path));
}
