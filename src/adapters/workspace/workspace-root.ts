import { realpath, stat } from 'node:fs/promises';
import { SwitchError } from '../../core/errors.ts';

/** Where a workspace really lies, links resolved; throws `workspace-not-found`. */
export async function workspaceRoot(folder: string): Promise<string> {
  try {
    const root = await realpath(folder);
    if (!(await stat(root)).isDirectory()) throw new Error('not a folder');
    return root;
  } catch (cause) {
    throw new SwitchError(
      'workspace-not-found',
      `There is no folder ${folder}.`,
      'Name the folder of the project.',
      cause,
    );
  }
}
