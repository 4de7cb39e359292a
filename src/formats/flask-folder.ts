import type { WorkspaceSnapshot } from '../core/snapshot.ts';

/**
 * Where `flask` is run for a history that lies in `folder`: never inside of a package, and further
 * up where only there Flask would find an application by itself.
 * https://flask.palletsprojects.com/en/stable/cli/#application-discovery
 */
export function flaskFolder(
  { files, others }: Pick<WorkspaceSnapshot, 'files' | 'others'>,
  folder: string,
): string {
  const has = (path: string) => files.has(path) || others.has(path);
  const outside = foldersUpwards(folder).filter((each) => !has(below(each, '__init__.py')));
  const named = outside.find((each) => marks.some((mark) => has(below(each, mark))));
  return named ?? outside[0] ?? folder;
}

/** What the `flask` command looks for in its working directory. */
const marks: readonly string[] = ['.flaskenv', 'wsgi.py', 'app.py'];

function foldersUpwards(folder: string): readonly string[] {
  const parts = folder === '' ? [] : folder.split('/');
  return [...parts.map((_, index) => parts.slice(0, parts.length - index).join('/')), ''];
}

function below(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}
