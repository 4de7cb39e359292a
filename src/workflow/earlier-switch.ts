import type { EngineId } from '../core/goal.ts';
import type { FileEntry, Journal } from '../core/journal.ts';
import { type Notice, notice } from '../core/notice.ts';
import type { FileStep, Step, TaskStep } from '../core/plan.ts';
import type { JournalStore } from '../core/ports.ts';
import type { SourceFile, WorkspaceSnapshot } from '../core/snapshot.ts';
import { engines } from '../engines/index.ts';
import { mergeThreeWay } from './merge.ts';
import { type KeptTexts, restoredText } from './resolve-change.ts';

/** A switch that was made before and not undone, with the contents that its journal keeps. */
export interface EarlierSwitch {
  readonly journal: Journal;
  readonly contents: ReadonlyMap<string, string>;
}

/**
 * The newest switch that stands, if it came from where this one leads, for the same project, and
 * took the old engine out. Throws `journal-damaged`.
 */
export async function loadEarlierSwitch(
  journals: JournalStore,
  asked: { readonly to: EngineId; readonly project?: string },
): Promise<EarlierSwitch | undefined> {
  const journal = (await journals.list()).find(
    ({ state, goal }) =>
      state === 'applied' && (asked.project === undefined || asked.project === goal.project),
  );
  if (journal?.goal.source !== asked.to || journal.goal.strategy !== 'replace') return undefined;
  const contents = new Map<string, string>();
  for (const { before, after } of fileEntries(journal)) {
    for (const hash of [before, after]) {
      if (hash !== undefined) contents.set(hash, await journals.content(journal.id, hash));
    }
  }
  return { journal, contents };
}

/** What taking an earlier switch back means for a plan. */
export interface Restoration {
  readonly steps: readonly Step[];
  readonly notices: readonly Notice[];
  /** The workspace as it will be: the recipes plan what is left to do. */
  readonly snapshot: WorkspaceSnapshot;
}

/**
 * The steps that bring back exactly what an earlier switch took out, merged with what the user has
 * changed since. Where both changed the same lines, a blocking notice names them.
 */
export function restorationSteps(snapshot: WorkspaceSnapshot, earlier: EarlierSwitch): Restoration {
  const steps: FileStep[] = [];
  const notices: Notice[] = [];
  const files = new Map(snapshot.files);
  for (const entry of fileEntries(earlier.journal)) {
    const now = snapshot.files.get(entry.path);
    if (now?.hash === entry.before) continue;
    const kept = keptTexts(earlier, entry);
    const conflict = conflictNotice(entry, now, kept);
    if (conflict) {
      notices.push(conflict);
      continue;
    }
    const step = restoreStep(earlier.journal, entry, now);
    steps.push(step);
    putText(files, entry.path, restoredText(step.change, now?.text, kept));
  }
  const all = [...steps, ...installSteps(earlier.journal)];
  return { steps: all, notices, snapshot: { ...snapshot, files } };
}

/** Programs that installed the drivers of one engine install those of the other one. */
function installSteps({ entries }: Journal): readonly TaskStep[] {
  const tasks = entries.flatMap((entry) => (entry.kind === 'task' ? entry.task : []));
  return tasks
    .filter(({ kind }) => kind === 'install')
    .map((task, index) => ({
      id: `earlier-switch:install${index === 0 ? '' : `#${index + 1}`}`,
      recipe: 'earlier-switch',
      title: 'Install the dependencies',
      why: 'The earlier switch changed which drivers are needed.',
      kind: 'task',
      task,
    }));
}

function fileEntries({ entries }: Journal): readonly FileEntry[] {
  return entries.filter((entry) => entry.kind === 'file');
}

function keptTexts({ contents }: EarlierSwitch, { before, after }: FileEntry): KeptTexts {
  const text = (hash: string | undefined) => (hash === undefined ? undefined : contents.get(hash));
  return { before: text(before), after: text(after) };
}

function conflictNotice(
  { path, after: afterHash }: FileEntry,
  now: SourceFile | undefined,
  { before, after }: KeptTexts,
): Notice | undefined {
  if (now?.hash === afterHash) return undefined;
  if (now === undefined || before === undefined || after === undefined) {
    return notice('restore-conflict', { path }, {});
  }
  const [first] = mergeThreeWay(after, now.text, before).conflicts ?? [];
  if (!first) return undefined;
  const at = { line: first.line, character: 0 };
  return notice('restore-conflict', { path, range: { start: at, end: at } }, {});
}

function restoreStep(journal: Journal, entry: FileEntry, now: SourceFile | undefined) {
  const { path, before, after } = entry;
  const label = engines[journal.goal.source].label;
  return {
    id: `earlier-switch:${path}`,
    recipe: 'earlier-switch',
    title:
      before === undefined
        ? 'Remove what the earlier switch made'
        : `Bring back what ${label} needs`,
    why: 'The earlier switch took it out; it comes back as it was, with what you changed since.',
    kind: 'file',
    path,
    change: {
      kind: 'restore',
      path,
      journal: journal.id,
      ...(now && { hash: now.hash }),
      ...(before !== undefined && { before }),
      ...(after !== undefined && { after }),
    },
  } as const satisfies FileStep;
}

/** The hash of a text that is not on disk yet is never asked for: such a file gets no other step. */
function putText(files: Map<string, SourceFile>, path: string, text: string | undefined): void {
  if (text === undefined) files.delete(path);
  else files.set(path, { path, text, hash: '' });
}
