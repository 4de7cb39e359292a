import { baseName, folderOf, type Project } from '../recipes/project.ts';

/** Files that make their folder a project of its own. */
const manifests =
  /^(pyproject\.toml|setup\.(py|cfg)|Pipfile|requirements[\w.-]*\.(txt|in)|package\.json)$/;

/**
 * The projects of a workspace: the folders with a manifest that lie in no other such folder. A
 * folder's own tree and everything outside of all projects (compose files, shared settings) belong
 * to it. A workspace with one manifest folder or none, or with one at its top, is one project.
 */
export function projectsOf(workspace: Project): readonly Project[] {
  const folders = new Set<string>();
  for (const path of [...workspace.files.keys(), ...workspace.others]) {
    if (manifests.test(baseName(path))) folders.add(folderOf(path));
  }
  const roots = [...folders].filter((folder) => !hasAncestorIn(folders, folder)).sort();
  if (roots.length <= 1 || roots.includes('')) return [workspace];
  return roots.map((root) => restrict(workspace, root, roots));
}

function hasAncestorIn(folders: ReadonlySet<string>, folder: string): boolean {
  for (let parent = folder; parent !== ''; ) {
    parent = folderOf(parent);
    if (folders.has(parent)) return true;
  }
  return false;
}

function restrict(workspace: Project, root: string, roots: readonly string[]): Project {
  const foreign = roots.filter((other) => other !== root).map((other) => `${other}/`);
  const own = (path: string) => !foreign.some((prefix) => path.startsWith(prefix));
  return {
    root,
    files: new Map([...workspace.files].filter(([path]) => own(path))),
    others: new Set([...workspace.others].filter(own)),
  };
}
