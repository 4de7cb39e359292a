import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
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
 * Begins the history anew on SQLite: the old revisions move to `.engine-switch/history/<time>`, one
 * revision makes what the models say, and the database gets it; a database that has its tables
 * already is told that it is there. Where anything fails the old revisions are back in their place.
 */
export async function freshHistory(options: AlembicRunOptions): Promise<MigrationReport> {
  const { project, workspace } = options;
  const { status, file } = await lookAt(project, workspace);
  if (file === undefined) throw onlySqlite();
  if (options.dryRun) return changeWithAlembic(options, { kind: 'up' });
  const moved = await moveAside(
    workspace,
    status.revisions.map(({ path }) => path),
  );
  const made: string[] = [];
  try {
    made.push(...(await firstRevision(options, file)));
    const [id] = (await lookAt(project, workspace)).status.heads;
    if (id === undefined) throw nothingMade();
    const report = await changeWithAlembic(
      options,
      existsSync(file) ? { kind: 'stamp', name: id } : { kind: 'up' },
    );
    return {
      ...report,
      created: made.map((path) => relative(workspace, path).replaceAll('\\', '/')),
    };
  } catch (error) {
    for (const path of made) await rm(path, { force: true });
    for (const { from, to } of moved) await rename(to, from);
    throw error;
  }
}

async function moveAside(workspace: string, paths: readonly string[]): Promise<readonly Moved[]> {
  const time = new Date().toISOString().replace(/[-:.]/g, '');
  const folder = join(await openHome(workspace), 'history', time);
  await mkdir(folder, { recursive: true });
  const moved: Moved[] = [];
  for (const from of paths) {
    const to = join(folder, basename(from));
    await rename(from, to);
    moved.push({ from, to });
  }
  return moved;
}

/** Compares the models with an empty database, so that all of them are in the revision. */
async function firstRevision(
  { project, workspace }: AlembicRunOptions,
  file: string,
): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'engine-switch-fresh-'));
  try {
    const redirect = { from: file, to: join(folder, basename(file)) };
    const args = ['revision', '--autogenerate', '-m', 'initial'];
    await runAlembic(project.place, { command: 'run', args, redirect });
    const { status } = await lookAt(project, workspace);
    return status.revisions.map(({ path }) => path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function onlySqlite(): SwitchError {
  return new SwitchError(
    'wrong-usage',
    'A fresh history is made on SQLite; this project connects to a server.',
    'Switch the project first, or point its URL at an empty database and make a revision there.',
  );
}

function nothingMade(): SwitchError {
  return new SwitchError(
    'program-failed',
    'Alembic made no revision.',
    'Look whether env.py sets target_metadata to the metadata of the models.',
  );
}
