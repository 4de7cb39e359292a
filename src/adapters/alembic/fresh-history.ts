import { mkdir, mkdtemp, rename, rm, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import { SwitchError } from '../../core/errors.ts';
import type { MigrationReport } from '../../migrations/report.ts';
import { openHome } from '../journal/home.ts';
import { type AlembicRunOptions, changeWithAlembic, lookAt } from './run-alembic.ts';
import { runAlembic } from './runner.ts';

/** A file that was moved, with where it came from. */
interface Moved {
  readonly from: string;
  readonly to: string;
}

/**
 * Begins the history anew: the old revisions move to `.engine-switch/history/<time>`, one revision
 * makes what the models say, and the database gets it; a SQLite database that has its tables already
 * is told that it is there. A dry run puts everything back, and so does a failure. Throws
 * `wrong-usage` for a server's database that has tables: what the revision is would depend on them.
 */
export async function freshHistory(options: AlembicRunOptions): Promise<MigrationReport> {
  const { project, workspace, dryRun } = options;
  const look = await lookAt(project, workspace);
  const hasTables = look.status.target.tables > 0;
  if (look.file === undefined && hasTables) throw notEmpty(look.target.label);
  const aside = await moveAside(
    workspace,
    look.status.revisions.map(({ path }) => path),
  );
  const made: string[] = [];
  try {
    made.push(...(await firstRevision(options, look.file)));
    const [id] = (await lookAt(project, workspace)).status.heads;
    if (id === undefined) throw nothingMade();
    const action = hasTables ? ({ kind: 'stamp', name: id } as const) : ({ kind: 'up' } as const);
    const report = await changeWithAlembic(options, action);
    if (dryRun) await putBack(aside, made);
    const created = made.map((path) => relative(workspace, path).replaceAll('\\', '/'));
    return { ...report, created: dryRun ? [] : created };
  } catch (error) {
    await putBack(aside, made);
    throw error;
  }
}

interface Aside {
  readonly folder: string;
  readonly moved: readonly Moved[];
}

async function putBack({ folder, moved }: Aside, made: readonly string[]): Promise<void> {
  for (const path of made) await rm(path, { force: true });
  for (const { from, to } of moved) await rename(to, from);
  await rmdir(folder);
}

async function moveAside(workspace: string, paths: readonly string[]): Promise<Aside> {
  const time = new Date().toISOString().replace(/[-:.]/g, '');
  const folder = join(await openHome(workspace), 'history', time);
  await mkdir(folder, { recursive: true });
  const moved: Moved[] = [];
  for (const from of paths) {
    const to = join(folder, basename(from));
    await rename(from, to);
    moved.push({ from, to });
  }
  return { folder, moved };
}

/** Compares the models with an empty database, so that all of them are in the revision. A server's is empty. */
async function firstRevision(
  { project, workspace }: AlembicRunOptions,
  file: string | undefined,
): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'engine-switch-fresh-'));
  try {
    const redirect = file && { from: file, to: join(folder, basename(file)) };
    const args = ['revision', '--autogenerate', '-m', 'initial'];
    await runAlembic(project.place, { command: 'run', args, ...(redirect && { redirect }) });
    const { status } = await lookAt(project, workspace);
    return status.revisions.map(({ path }) => path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function notEmpty(label: string): SwitchError {
  return new SwitchError(
    'wrong-usage',
    `A fresh history begins with an empty database, and ${label} has tables.`,
    'Point the project at an empty database of the server and run again.',
  );
}

function nothingMade(): SwitchError {
  return new SwitchError(
    'program-failed',
    'Alembic made no revision.',
    'Look whether env.py sets target_metadata to the metadata of the models.',
  );
}
