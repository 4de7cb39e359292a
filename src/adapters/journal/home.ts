import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { workspaceRoot } from '../workspace/workspace-root.ts';

/** The folder in the workspace that holds what this program keeps; it ignores itself for git. */
export const journalFolder = '.engine-switch';

export async function makeHome(home: string): Promise<void> {
  await mkdir(home, { recursive: true, mode: 0o700 });
  await writeFile(join(home, '.gitignore'), '*\n');
}

/** The folder of a workspace, made where it is missing. */
export async function openHome(workspace: string): Promise<string> {
  const home = join(await workspaceRoot(workspace), journalFolder);
  await makeHome(home);
  return home;
}
