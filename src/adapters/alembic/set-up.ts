import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SwitchError } from '../../core/errors.ts';
import { alembicEnvironments } from '../../formats/alembic-environments.ts';
import { wireEnvironment } from '../../migrations/alembic/env-file.ts';
import type { MigrationReport } from '../../migrations/report.ts';
import type { MigrationRequest } from '../../migrations/request.ts';
import { readWorkspace } from '../workspace/read-workspace.ts';
import { findInterpreter } from './interpreter.ts';
import { openAlembicProject } from './project.ts';
import { changeWithAlembic, makeRevision } from './run-alembic.ts';
import { type AlembicPlace, runAlembic } from './runner.ts';
import { type AlembicSetup, planAlembicSetup } from './setup-plan.ts';

const folderName = 'migrations';

/**
 * Sets Alembic up in a SQLAlchemy project that has none: `alembic init` with the template of its
 * engine, URL and metadata from the project's own objects, a first revision from the models,
 * applied, and its downgrade tried on a copy. Where a step fails, what was made is removed.
 */
export async function setUpAlembic(
  request: MigrationRequest,
  onOutput: (text: string) => void,
): Promise<MigrationReport> {
  const { workspace } = request;
  const snapshot = await readWorkspace(workspace);
  if (alembicEnvironments(snapshot).length > 0 || existsSync(join(workspace, folderName))) {
    throw new SwitchError(
      'wrong-usage',
      `This workspace has Alembic already, or a folder named ${folderName}.`,
      'Make a revision with: engine-switch migrate make',
    );
  }
  const setup = planAlembicSetup(snapshot);
  const interpreter = await findInterpreter(workspace, workspace, request.python);
  const place = { python: interpreter.program, folder: workspace, options: [], onOutput };
  try {
    await initialise(place, setup, workspace);
    return await firstRevision(request, onOutput);
  } catch (error) {
    await rm(join(workspace, folderName), { recursive: true, force: true });
    await rm(join(workspace, 'alembic.ini'), { force: true });
    throw error;
  }
}

async function initialise(place: AlembicPlace, setup: AlembicSetup, workspace: string) {
  const template = setup.style === 'async' ? ['-t', 'async'] : [];
  await runAlembic(place, { command: 'run', args: ['init', ...template, folderName] });
  const path = join(workspace, folderName, 'env.py');
  const { engine, base, models } = setup;
  const wired = wireEnvironment(await readFile(path, 'utf8'), {
    imports: [
      ...models.map((module) => `import ${module}  # noqa: F401 (declares its tables)`),
      `from ${base.module} import ${base.name}`,
      `from ${engine.module} import ${engine.name} as application_engine`,
    ],
    metadata: `${base.name}.metadata`,
    engine: 'application_engine',
  });
  if (wired === undefined) throw new Error('The template of alembic init is not known.');
  await writeFile(path, wired);
  if (setup.importRoot === '.') return;
  const ini = join(workspace, 'alembic.ini');
  const text = await readFile(ini, 'utf8');
  await writeFile(ini, text.replace(/^(prepend_sys_path\s*=\s*).*$/m, `$1${setup.importRoot}`));
}

async function firstRevision(
  request: MigrationRequest,
  onOutput: (text: string) => void,
): Promise<MigrationReport> {
  const project = await openAlembicProject({ ...request, config: 'alembic.ini', onOutput });
  const run = { ...request, project, dryRun: false };
  const made = await makeRevision(run, { kind: 'make', name: 'initial' });
  const report = await changeWithAlembic(run, { kind: 'up' });
  // On a copy: what goes up has to come down.
  if (report.target.engine === 'sqlite') {
    await changeWithAlembic({ ...run, dryRun: true }, { kind: 'rollback', scope: 'all' });
  }
  const created = ['alembic.ini', `${folderName}/env.py`, ...made.created];
  return { ...report, created };
}
