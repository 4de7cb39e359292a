import { SwitchError } from '../core/errors.ts';
import type { FileChange } from '../core/file-change.ts';
import type { FileEntry, Journal } from '../core/journal.ts';
import type { FileStep, Plan } from '../core/plan.ts';
import type { FileStore, JournalStore, Progress } from '../core/ports.ts';
import { combine, resolveChange } from './resolve-change.ts';
import { revertJournal } from './revert.ts';

/** What apply and revert need of the outside world. */
export interface WorkspacePorts {
  readonly files: FileStore;
  readonly journals: JournalStore;
  readonly progress: Progress;
}

/** A file as it will be written. */
interface FileEffect {
  readonly entry: FileEntry;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/**
 * Writes the file steps of a plan as one step. First everything is checked and worked out, then
 * recorded, then written; if a write fails, what was written is taken back. Throws `plan-blocked`,
 * `file-changed`, `file-not-writable`, `workspace-locked`, and the signal's reason before the first
 * write when cancelled.
 *
 * @param chosen ids of the steps to write; all of them if left out.
 */
export async function applyPlan(
  plan: Plan,
  ports: WorkspacePorts,
  chosen: ReadonlySet<string> = new Set(plan.steps.map(({ id }) => id)),
): Promise<Journal> {
  refuseBlocked(plan);
  return ports.journals.exclusively(async () => {
    const steps = plan.steps
      .filter((step) => step.kind === 'file')
      .filter(({ id }) => chosen.has(id));
    const effects = await effectsOf(steps, ports);
    const journal = await record(plan, effects, ports);
    try {
      await writeAll(effects, ports);
    } catch (error) {
      await revertJournal(journal, ports);
      throw error;
    }
    const applied: Journal = { ...journal, state: 'applied' };
    await ports.journals.save(applied);
    return applied;
  });
}

function refuseBlocked(plan: Plan): void {
  const blocking = plan.notices.filter(({ severity }) => severity === 'blocking');
  const [first] = blocking;
  if (!first) return;
  const offer = plan.notices.find(({ code }) => code === 'configuration-alone');
  throw new SwitchError(
    'plan-blocked',
    `The plan cannot be applied: ${blocking.map(({ message }) => message).join(' ')}`,
    offer ? `${first.nextStep} ${offer.message} ${offer.nextStep}` : first.nextStep,
  );
}

async function effectsOf(
  steps: readonly FileStep[],
  ports: WorkspacePorts,
): Promise<readonly FileEffect[]> {
  const changes = new Map<string, FileChange[]>();
  for (const { path, change } of steps) changes.set(path, [...(changes.get(path) ?? []), change]);
  return Promise.all([...changes].map(([path, list]) => effectOn(path, combine(list), ports)));
}

async function effectOn(
  path: string,
  change: FileChange,
  { files, journals }: WorkspacePorts,
): Promise<FileEffect> {
  const state = await files.read(path);
  const expected = change.kind === 'create' ? undefined : change.hash;
  if (state?.hash !== expected) throw changedSince(path);
  await files.checkWritable(path);
  const after = await resolveChange(change, state?.text, journals);
  const entry: FileEntry = {
    kind: 'file',
    path,
    ...(state && { before: state.hash, mode: state.mode }),
    ...(after !== undefined && { after: files.hash(after) }),
    madeFolders: await missingFolders(path, files),
  };
  return { entry, before: state?.text, after };
}

function changedSince(path: string): SwitchError {
  return new SwitchError(
    'file-changed',
    `${path} was changed after the plan was made; nothing was written.`,
    'Plan again and apply the new plan.',
  );
}

async function missingFolders(path: string, files: FileStore): Promise<readonly string[]> {
  const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
  if (folder === '' || (await files.exists(folder))) return [];
  return [folder, ...(await missingFolders(folder, files))];
}

/** Everything that an undo needs is kept before the first file is touched. */
async function record(
  plan: Plan,
  effects: readonly FileEffect[],
  { journals }: WorkspacePorts,
): Promise<Journal> {
  const id = journals.newId();
  for (const { entry, before, after } of effects) {
    if (entry.before !== undefined && before !== undefined)
      await journals.keep(id, entry.before, before);
    if (entry.after !== undefined && after !== undefined)
      await journals.keep(id, entry.after, after);
  }
  const entries = effects.map(({ entry }) => entry);
  const journal: Journal = { version: 1, id, goal: plan.goal, state: 'applying', entries };
  await journals.save(journal);
  return journal;
}

async function writeAll(effects: readonly FileEffect[], ports: WorkspacePorts): Promise<void> {
  for (const [index, { entry, after }] of effects.entries()) {
    ports.progress.report(entry.path, index, effects.length);
    if (after === undefined) await ports.files.remove(entry.path);
    else await ports.files.write(entry.path, after, entry.mode);
  }
}
