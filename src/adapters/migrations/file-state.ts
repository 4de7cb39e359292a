import { statSync } from 'node:fs';

/**
 * A mark of a database's content: it differs once anybody has committed to the file, or to the
 * write-ahead log beside it.
 */
export function fileState(file: string): string {
  return [file, `${file}-wal`].map(partState).join(' ');
}

function partState(path: string): string {
  const stat = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stat ? `${stat.size}:${stat.mtimeNs}` : '-';
}
