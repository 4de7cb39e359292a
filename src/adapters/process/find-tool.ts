import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import type { Task } from '../../core/plan.ts';

const windows = process.platform === 'win32';

/** Programs that a tool can be, the preferred one first. */
const programs: Readonly<Record<Task['tool'], readonly string[]>> = {
  python: ['python3', 'python'],
  node: ['node'],
  uv: ['uv'],
  poetry: ['poetry'],
  pipenv: ['pipenv'],
  pdm: ['pdm'],
  npm: ['npm'],
  yarn: ['yarn'],
  bun: ['bun'],
  pnpm: ['pnpm'],
  docker: ['docker'],
  'engine-switch': ['engine-switch'],
};

/**
 * The path of a tool for the project in a folder of the workspace. Python: the virtual environment
 * of the folder or of one above it, the active one, then the PATH.
 */
export async function findTool(
  tool: Task['tool'],
  workspace: string,
  cwd: string,
): Promise<string | undefined> {
  const candidates =
    tool === 'python' ? [...virtualEnvironments(workspace, cwd), ...onPath(tool)] : onPath(tool);
  for (const candidate of candidates) {
    if (await isProgram(candidate)) return candidate;
  }
  return undefined;
}

/** Pythons of virtual environments, those of the folder before those of the folders above it. */
export function virtualEnvironments(workspace: string, cwd: string): readonly string[] {
  const python = windows ? ['Scripts', 'python.exe'] : ['bin', 'python'];
  const folders = [cwd];
  for (let at = cwd; at !== '' && at !== '.'; at = dirname(at)) folders.push(dirname(at));
  const own = folders.flatMap((folder) =>
    ['.venv', 'venv', 'env'].map((name) => join(workspace, folder, name, ...python)),
  );
  const active = process.env.VIRTUAL_ENV;
  return active ? [...own, join(active, ...python)] : own;
}

function onPath(tool: Task['tool']): readonly string[] {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const endings = windows ? ['.exe', '.cmd'] : [''];
  return programs[tool].flatMap((name) =>
    folders.flatMap((folder) => endings.map((ending) => join(folder, name + ending))),
  );
}

async function isProgram(place: string): Promise<boolean> {
  return access(place, constants.X_OK).then(
    () => true,
    () => false,
  );
}
