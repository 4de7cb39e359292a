/** A path put after a folder, with `.` and `..` worked out; it may begin with `..`. */
export function joinPath(folder: string, path: string): string {
  const parts: string[] = [];
  for (const part of (path.startsWith('/') ? path : `${folder}/${path}`).split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return (path.startsWith('/') || folder.startsWith('/') ? '/' : '') + parts.join('/');
}

/** Whether a path is a folder or lies below it. */
export function isWithin(folder: string, path: string): boolean {
  const prefix = folder.endsWith('/') || folder === '' ? folder : `${folder}/`;
  return path === folder || path.startsWith(prefix);
}

/** A path relative to a folder that it lies in. */
export function relativeTo(folder: string, path: string): string {
  return path === folder
    ? ''
    : path.slice(folder === '' || folder === '/' ? folder.length : folder.length + 1);
}
