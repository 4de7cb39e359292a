import { type Notice, notice } from '../../core/notice.ts';
import type { Task } from '../../core/plan.ts';
import { joinPath } from '../facts/paths.ts';
import { baseName, folderOf, type Project } from '../project.ts';
import type { ProposedTask } from '../recipe.ts';
import {
  extrasText,
  type ManifestChange,
  type ManifestTool,
  type PackageManifest,
} from './manifests/manifest.ts';

/** How a tool that keeps a lock file makes it anew and installs from it. */
interface LockingTool {
  readonly tool: Exclude<ManifestTool, 'pip'>;
  readonly lockFile: string;
  readonly lock: readonly string[];
  readonly install: readonly string[];
}

const lockingTools: readonly LockingTool[] = [
  { tool: 'uv', lockFile: 'uv.lock', lock: ['lock'], install: ['sync'] },
  { tool: 'poetry', lockFile: 'poetry.lock', lock: ['lock'], install: ['install'] },
  { tool: 'pdm', lockFile: 'pdm.lock', lock: ['lock'], install: ['install'] },
  { tool: 'pipenv', lockFile: 'Pipfile.lock', lock: ['lock'], install: ['install'] },
];

/** The lock file that belongs to a manifest: beside it or, for a workspace of packages, above. */
function lockOf(project: Project, manifest: PackageManifest) {
  if (isRequirements(manifest)) return undefined;
  const tools = lockingTools.filter(
    ({ tool }) => (tool === 'pipenv') === (manifest.tool === 'pipenv'),
  );
  for (let folder = folderOf(manifest.path); ; folder = folderOf(folder)) {
    for (const locking of tools) {
      const path = joinPath(folder, locking.lockFile);
      if (project.others.has(path) || project.files.has(path)) return { path, locking };
    }
    if (folder === '') return undefined;
  }
}

function isRequirements({ path }: PackageManifest): boolean {
  return baseName(path) !== 'pyproject.toml' && baseName(path) !== 'Pipfile';
}

/** Says that the lock file of an edited manifest has to be made anew. */
export function lockNotices(project: Project, manifest: PackageManifest): readonly Notice[] {
  const lock = lockOf(project, manifest);
  if (!lock) return [];
  const command = [lock.locking.tool, ...lock.locking.lock].join(' ');
  return [notice('lock-file-stale', { path: lock.path }, { manifest: manifest.path, command })];
}

/** What has to be run after an edit: nothing where packages only went and nothing is locked. */
export function installTasks(
  project: Project,
  manifest: PackageManifest,
  changes: readonly ManifestChange[],
): readonly ProposedTask[] {
  const adds = changes.flatMap(addedText);
  const lock = lockOf(project, manifest);
  const locking = lock?.locking ?? lockingTools.find(({ tool }) => tool === manifest.tool);
  if (locking && !isRequirements(manifest)) {
    const path = lock?.path ?? joinPath(folderOf(manifest.path), locking.lockFile);
    const steps = changes.length > 0 && lock ? [locking.lock] : [];
    if (adds.length > 0) steps.push(locking.install);
    return steps.map((args) => task(locking.tool, args, folderOf(path), [path]));
  }
  return adds.length > 0 ? [pipTask(manifest, adds)] : [];
}

function pipTask(manifest: PackageManifest, adds: readonly string[]): ProposedTask {
  const wanted = isRequirements(manifest) ? ['-r', baseName(manifest.path)] : adds;
  return task('python', ['-m', 'pip', 'install', ...wanted], folderOf(manifest.path), []);
}

/** What a change adds, as a requirement for pip. */
function addedText(change: ManifestChange): readonly string[] {
  switch (change.kind) {
    case 'remove':
      return [];
    case 'extras': {
      const { name, extras } = change.old;
      const more = change.extras.some((extra) => !extras.includes(extra));
      return more ? [`${name}${extrasText(change.extras)}`] : [];
    }
    case 'add':
    case 'replace':
      return [`${change.by.name}${extrasText(change.by.extras)}${change.by.range}`];
  }
}

function task(
  tool: Task['tool'],
  args: readonly string[],
  cwd: string,
  writes: readonly string[],
): ProposedTask {
  const command = [tool, ...args].join(' ');
  return {
    title: `Install packages: ${command}`,
    why: 'The files that list the packages change.',
    task: {
      kind: 'install',
      tool,
      args,
      cwd,
      writes,
      undo: `Run "${command}" again after the files are back.`,
    },
  };
}
