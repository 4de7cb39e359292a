import { openJournalStore } from './adapters/journal/journal-store.ts';
import { migrationRunner } from './adapters/migrations/migration-runner.ts';
import { processRunner } from './adapters/process/runner.ts';
import { openFileStore } from './adapters/workspace/file-store.ts';
import { type ReadOptions, readWorkspace } from './adapters/workspace/read-workspace.ts';
import { verifyWorkspace } from './adapters/workspace/verify-workspace.ts';
import { noticeCatalogue } from './core/notices/index.ts';
import type { Plan } from './core/plan.ts';
import type { JournalStore, Progress } from './core/ports.ts';
import type { WorkspaceSnapshot } from './core/snapshot.ts';
import { recipes } from './recipes/index.ts';
import type { SwitchServices, WorkspaceInput } from './ui/switch-services.ts';
import { applyPlan, type WorkspacePorts } from './workflow/apply.ts';
import { checkWorkspace } from './workflow/check.ts';
import { detect } from './workflow/detect.ts';
import { codeToRead, planRequested } from './workflow/plan-request.ts';
import { linkFromJournal } from './workflow/report/link-from-journal.ts';
import { renderReport } from './workflow/report/report.ts';
import { resolveChange } from './workflow/resolve-change.ts';
import { revertible, revertLatest } from './workflow/revert.ts';
import { runTasks } from './workflow/run-tasks.ts';

/** The program behind the user interface, on real files and processes: loaded on first use. */
export const services: SwitchServices = {
  async detect(input) {
    const [snapshot, ports] = await Promise.all([read(input), openPorts(input.folder, silent)]);
    return { detection: detect(snapshot, recipes), newest: await revertible(ports) };
  },

  async plan(input, request) {
    const code = codeToRead(request);
    const [before, journals] = await Promise.all([
      read(input, code),
      openJournalStore(input.folder),
    ]);
    const plan = await planRequested(before, request, journals);
    const projects = detect(before, recipes).projects.map(({ project }) => project.root);
    return { before, plan, projects, restored: await restoredTexts(plan, before, journals) };
  },

  async check(input) {
    const journals = await openJournalStore(input.folder);
    return checkWorkspace(await read(input), recipes, await journals.list());
  },

  noticeTexts: (code) => noticeCatalogue[code],

  async apply(folder, plan, chosen, progress) {
    return applyPlan(plan, await openPorts(folder, progress), chosen);
  },

  async runTasks(folder, applied, steps, { progress, output, signal }) {
    const ports = await openPorts(folder, progress);
    const runners = { processes: processRunner(folder), migrations: migrationRunner(folder) };
    return runTasks(applied, steps, { ...ports, ...runners, output, signal });
  },

  async verify(folder, plan, { progress, ...options }) {
    return verifyWorkspace(folder, plan, await openPorts(folder, progress), options);
  },

  async report(folder, { journal, plan, before, checks }) {
    const journals = await openJournalStore(folder);
    const markdown = renderReport({ plan, before, checks, linkTo: linkFromJournal });
    return journals.saveReport(journal, markdown);
  },

  async revert(folder, progress) {
    return revertLatest(await openPorts(folder, progress));
  },
};

const silent: Progress = { report: () => undefined };

async function restoredTexts(
  { steps }: Plan,
  before: WorkspaceSnapshot,
  journals: JournalStore,
): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  for (const step of steps) {
    if (step.kind !== 'file' || step.change.kind !== 'restore') continue;
    const text = before.files.get(step.path)?.text;
    texts.set(step.path, (await resolveChange(step.change, text, journals)) ?? '');
  }
  return texts;
}

function read(
  { folder, unsaved }: WorkspaceInput,
  code: ReadOptions['code'] = 'relevant',
): Promise<WorkspaceSnapshot> {
  return readWorkspace(folder, { overlays: unsaved, code });
}

async function openPorts(folder: string, progress: Progress): Promise<WorkspacePorts> {
  const [files, journals] = await Promise.all([openFileStore(folder), openJournalStore(folder)]);
  return { files, journals, progress };
}
