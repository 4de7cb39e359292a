import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { knexColumnMigration } from '../../migrations/columns/knex-column.ts';
import { dialectOfMigration, type KnexDialect } from '../../migrations/knex/migration-file.ts';
import type { MigrationReport } from '../../migrations/report.ts';
import type { MigrationAction } from '../../migrations/request.ts';
import type { KnexProject } from './project.ts';
import { connect, type KnexRun, knexLabel } from './run-knex.ts';

type MakeAction = Extract<MigrationAction, { readonly kind: 'make' }>;

/** A file that Knex has made from its template. */
interface MadeMigration {
  readonly path: string;
  readonly dialect: KnexDialect;
}

/** Writes a migration file from Knex's own template. */
export async function makeKnexMigration(
  { project, workspace, dryRun }: KnexRun,
  action: MakeAction,
): Promise<MigrationReport> {
  const { path, dialect } = await makeFromTemplate(project, action);
  if (action.column) await writeFile(path, knexColumnMigration(action.column, dialect));
  const created = [relative(workspace, path).replaceAll('\\', '/')];
  const toolLabel = knexLabel(project);
  return { tool: 'knex', toolLabel, target: project.target, dryRun, ran: [], created };
}

/** Names the file by Knex's own rules, in the first directory or the one that is given. */
export async function makeFromTemplate(
  project: KnexProject,
  { name, extension: wanted }: Pick<MakeAction, 'name' | 'extension'>,
  directory?: string,
): Promise<MadeMigration> {
  const knex = await connect(project, ':memory:', undefined);
  try {
    const extension = wanted ?? knexfileExtension(project);
    const stub = bundledStub(project, extension);
    const made = await knex.migrate.make(name, {
      ...(extension && { extension }),
      ...(stub && { stub }),
      ...(directory !== undefined && { directory }),
    });
    const path = resolve(made);
    return { path, dialect: dialectOfMigration(path, await readFile(path, 'utf8')) };
  } finally {
    await knex.destroy();
  }
}

function knexfileExtension({ config, knexfile }: KnexProject): string | undefined {
  const written = config.migrations?.extension;
  if (written) return undefined;
  return /\.[mc]?ts$/.test(knexfile) ? 'ts' : undefined;
}

/** Knex looks for its templates beside its own code; in the bundle they lie in a folder. */
function bundledStub({ loaded, config }: KnexProject, extension: string | undefined) {
  if (loaded.from === 'workspace' || config.migrations?.stub) return undefined;
  const name = `${extension ?? config.migrations?.extension ?? 'js'}.stub`;
  const stub = join(import.meta.dirname, 'knex-stubs', name);
  return existsSync(stub) ? stub : undefined;
}
