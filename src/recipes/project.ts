import { oncePer } from '../core/once-per.ts';
import type { SourceFile, WorkspaceSnapshot } from '../core/snapshot.ts';

/** The part of a workspace that one switch works on. */
export interface Project {
  /** Its folder, relative to the workspace; empty for the workspace folder itself. */
  readonly root: string;
  /** Its own files and those that it shares, by path, in path order. */
  readonly files: ReadonlyMap<string, SourceFile>;
  /** Paths that exist and were not read. */
  readonly others: ReadonlySet<string>;
}

/** The whole workspace as one project. */
export function wholeWorkspace({ files, others }: WorkspaceSnapshot): Project {
  return { root: '', files, others };
}

/** Every path of the project, read or not. */
export const allPaths: (project: Project) => readonly string[] = oncePer(
  ({ files, others }: Project) => [...files.keys(), ...others],
);

/** The project's files whose path passes, in path order. */
export function filesWhere(
  project: Project,
  passes: (path: string) => boolean,
): readonly SourceFile[] {
  return [...project.files.values()].filter((file) => passes(file.path));
}

/** The last part of a path. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The folder of a path, empty for the top. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
