import { type Notice, notice } from '../../core/notice.ts';
import type { Task } from '../../core/plan.ts';
import type { NodeManifest } from '../facts/node-packages.ts';
import { folderOf, type Project } from '../project.ts';
import type { ProposedTask } from '../recipe.ts';

interface LockFile {
  readonly name: string;
  readonly tool: Task['tool'];
}

const lockFiles: readonly LockFile[] = [
  { name: 'package-lock.json', tool: 'npm' },
  { name: 'npm-shrinkwrap.json', tool: 'npm' },
  { name: 'yarn.lock', tool: 'yarn' },
  { name: 'pnpm-lock.yaml', tool: 'pnpm' },
  { name: 'bun.lock', tool: 'bun' },
  { name: 'bun.lockb', tool: 'bun' },
];

/** The lock files that a manifest belongs to: those of the nearest folder that has any. */
function locksOf(project: Project, manifest: NodeManifest) {
  for (let folder = folderOf(manifest.path); ; folder = folderOf(folder)) {
    const found = lockFiles
      .map((lock) => ({ ...lock, folder, path: folder ? `${folder}/${lock.name}` : lock.name }))
      .filter(({ path }) => project.others.has(path) || project.files.has(path));
    if (found.length > 0 || folder === '') return found;
  }
}

/** Says that lock files no longer fit an edited manifest. */
export function nodeLockNotices(project: Project, manifest: NodeManifest): readonly Notice[] {
  return locksOf(project, manifest).map(({ path, tool }) =>
    notice('lock-file-stale', { path }, { manifest: manifest.path, command: `${tool} install` }),
  );
}

/** The installation that brings packages and lock file up to date. */
export function nodeInstallTasks(
  project: Project,
  manifest: NodeManifest,
): readonly ProposedTask[] {
  const [lock] = locksOf(project, manifest);
  const tool = lock?.tool ?? 'npm';
  const folder = lock?.folder ?? folderOf(manifest.path);
  const path = lock?.path ?? (folder ? `${folder}/package-lock.json` : 'package-lock.json');
  return [
    {
      title: `Install packages: ${tool} install`,
      why: `The packages in ${manifest.path} change.`,
      task: {
        kind: 'install',
        tool,
        args: ['install'],
        cwd: folder,
        writes: [path],
        undo: `Run "${tool} install" again after the files are back.`,
      },
    },
  ];
}
