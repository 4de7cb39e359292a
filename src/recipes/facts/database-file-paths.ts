import type { Task } from '../../core/plan.ts';
import { joinPath } from './paths.ts';

/**
 * A database file that is opened from a folder, and what SQLite keeps beside it while it is open;
 * nothing where it lies outside of the workspace.
 */
export function databaseFilePaths(folder: string, file: string): Task['writes'] {
  if (file.startsWith('/')) return [];
  const path = joinPath(folder, file);
  return path.startsWith('..') ? [] : ['', '-journal', '-wal', '-shm'].map((end) => path + end);
}
