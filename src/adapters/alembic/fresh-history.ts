import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import { SwitchError } from '../../core/errors.ts';
import type { MigrationReport } from '../../migrations/report.ts';
import { swapHistory } from '../migrations/history-swap.ts';
import { type AlembicRunOptions, changeWithAlembic, type Look, lookAt } from './run-alembic.ts';
import { runAlembic } from './runner.ts';

/**
 * Begins the history anew: the old revisions move to `.engine-switch/history/<time>`, one revision
 * makes what the models say, and the database gets it; a SQLite database that has its tables already
 * is told that it is there. The revision is made and run in a folder of its own, so that a dry run,
 * a failure and a kill leave the project as it was. Throws `wrong-usage` for a server's database
 * that has tables: what the revision is would depend on them.
 */
export async function freshHistory(options: AlembicRunOptions): Promise<MigrationReport> {
  const { project, workspace, dryRun } = options;
  const look = await lookAt(project, workspace);
  const hasTables = look.status.target.tables > 0;
  if (look.file === undefined && hasTables) throw notEmpty(look.target.label);
  const folder = await mkdtemp(join(tmpdir(), 'engine-switch-fresh-'));
  const inFolder = {
    ...options,
    project: { ...project, place: { ...project.place, versions: folder } },
  };
  try {
    const { id, path } = await firstRevision(inFolder, look.file);
    const action = hasTables ? ({ kind: 'stamp', name: id } as const) : ({ kind: 'up' } as const);
    const record = () => changeWithAlembic(inFolder, action);
    if (dryRun) return await record();
    const target = placeOf(options, path);
    const swap = {
      tool: 'alembic',
      config: project.environment.config,
      name: id,
      ...oldHistory(look, workspace),
      made: { [target]: await readFile(path, 'utf8') },
    } as const;
    return { ...(await swapHistory(workspace, swap, record)), created: [target] };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Where Alembic itself would have put the revision, relative to the workspace. */
function placeOf({ project: { environment } }: AlembicRunOptions, path: string): string {
  return `${environment.versions[0] ?? environment.scripts}/${basename(path)}`;
}

function oldHistory({ status }: Look, workspace: string) {
  const old = status.revisions.map(({ path }) => relative(workspace, path).replaceAll('\\', '/'));
  return { old, ledger: status.current.map((name) => ({ name })) };
}

/** Compares the models with an empty database, so that all of them are in the revision. A server's is empty. */
async function firstRevision({ project, workspace }: AlembicRunOptions, file: string | undefined) {
  const folder = await mkdtemp(join(tmpdir(), 'engine-switch-fresh-'));
  try {
    const redirect = file && { from: file, to: join(folder, basename(file)) };
    const args = ['revision', '--autogenerate', '-m', 'initial'];
    await runAlembic(project.place, { command: 'run', args, ...(redirect && { redirect }) });
    const [made] = (await lookAt(project, workspace)).status.revisions;
    if (!made) throw nothingMade();
    return made;
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
