import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { SwitchError } from '../../core/errors.ts';
import { parseToml } from '../../formats/toml.ts';
import { virtualEnvironments } from '../process/find-tool.ts';

const run = promisify(execFile);
const windows = process.platform === 'win32';

/** A Python in which Alembic can be imported. */
export interface Interpreter {
  readonly program: string;
  /** How it was found, without an absolute path. */
  readonly label: string;
}

interface Candidate {
  readonly label: string;
  /** The program, or nothing where this way leads nowhere. */
  find(): Promise<string | undefined>;
}

/**
 * The Python that the project uses: the one that was chosen, a virtual environment of its folder or
 * one above, its package manager's, the active one, the PATH. The first that can import Alembic
 * wins. Throws `program-missing` with those that were tried.
 */
export async function findInterpreter(
  workspace: string,
  folder: string,
  chosen: string | undefined,
): Promise<Interpreter> {
  const tried: string[] = [];
  for (const { label, find } of candidates(workspace, folder, chosen)) {
    const program = await find();
    if (program === undefined) continue;
    if (await hasAlembic(program, folder)) return { program, label };
    tried.push(label);
  }
  throw new SwitchError(
    'program-missing',
    tried.length > 0
      ? `Alembic is in none of the Pythons of this project: ${tried.join(', ')}.`
      : 'There is no Python for this project.',
    "Install the project's requirements into a virtual environment named .venv, and run again.",
  );
}

function candidates(
  workspace: string,
  folder: string,
  chosen: string | undefined,
): readonly Candidate[] {
  const here = relative(workspace, folder);
  const has = (name: string) => [folder, workspace].some((place) => existsSync(join(place, name)));
  const uses = (tool: string) => [folder, workspace].some((place) => configures(place, tool));
  return [
    ...(chosen === undefined ? [] : [fixed(chosen, 'the chosen one')]),
    ...virtualEnvironments(workspace, here).map((path) => fixed(path, nearLabel(workspace, path))),
    ...(has('poetry.lock') || uses('poetry')
      ? [asked('poetry', ['poetry', 'env', 'info', '--executable'], folder)]
      : []),
    ...(has('uv.lock') || uses('uv') ? [asked('uv', ['uv', 'python', 'find'], folder)] : []),
    ...(has('Pipfile') ? [asked('pipenv', ['pipenv', '--py'], folder)] : []),
    ...(process.env.CONDA_PREFIX ? [fixed(condaPython(process.env.CONDA_PREFIX), 'conda')] : []),
    ...['python3', 'python'].map(onPath),
  ];
}

/** A library's lock file is often not kept; its pyproject.toml then tells who manages it. */
function configures(place: string, tool: string): boolean {
  const path = join(place, 'pyproject.toml');
  if (!existsSync(path)) return false;
  const tables = parseToml(readFileSync(path, 'utf8')).tables;
  return tables.some(({ path: [first, second] }) => first === 'tool' && second === tool);
}

function fixed(path: string, label: string): Candidate {
  return { label, find: async () => (existsSync(path) ? path : undefined) };
}

/** A package manager that knows which environment is the project's. */
function asked(label: string, [program = '', ...args]: readonly string[], cwd: string): Candidate {
  const find = () =>
    run(program, args, { cwd, timeout: 20_000 }).then(
      ({ stdout }) => stdout.trim().split('\n').at(-1),
      () => undefined,
    );
  return { label, find };
}

function onPath(name: string): Candidate {
  const file = windows ? `${name}.exe` : name;
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const find = async () => folders.map((each) => join(each, file)).find((path) => existsSync(path));
  return { label: `${name} on the PATH`, find };
}

function condaPython(prefix: string): string {
  return windows ? join(prefix, 'python.exe') : join(prefix, 'bin', 'python');
}

function nearLabel(workspace: string, path: string): string {
  const near = relative(workspace, path).replaceAll('\\', '/');
  return near.startsWith('..') ? 'the active environment' : near;
}

/** A folder of that name, which many projects have, can be imported too: it has no origin. */
const lookForAlembic = `import importlib.util, sys
spec = importlib.util.find_spec("alembic")
sys.exit(spec is None or spec.origin is None)`;

async function hasAlembic(program: string, cwd: string): Promise<boolean> {
  return run(program, ['-c', lookForAlembic], { cwd, timeout: 30_000 }).then(
    () => true,
    () => false,
  );
}
