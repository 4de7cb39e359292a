import type { MigrationTool } from '../core/plan.ts';
import type { WorkspaceSnapshot } from '../core/snapshot.ts';
import { alembicEnvironments } from '../formats/alembic-environments.ts';
import { schemaScripts } from '../sql/schema-scripts.ts';

/** A place of a workspace that has migrations. Paths are relative to the workspace. */
export interface MigrationProject {
  readonly tool: MigrationTool;
  /** The file that configures it; the folder of scripts for `sql`. */
  readonly config: string;
  /** Where the tool runs. */
  readonly folder: string;
}

const knexfile = /(?:^|\/)knexfile\.[mc]?[jt]s$/;

/** Every set-up of a migration tool that a workspace holds; reads nothing but the snapshot. */
export function migrationProjects(snapshot: WorkspaceSnapshot): readonly MigrationProject[] {
  const knexfiles = [...snapshot.files.keys()].filter((path) => knexfile.test(path));
  const [script] = schemaScripts(snapshot.files);
  const scripts = script ? [{ tool: 'sql', config: script.path, folder: '' } as const] : [];
  const tools = [
    ...knexfiles.map((config): MigrationProject => {
      const folder = config.includes('/') ? config.slice(0, config.lastIndexOf('/')) : '';
      return { tool: 'knex', config, folder };
    }),
    ...alembicEnvironments(snapshot).map(({ config, folder }): MigrationProject => {
      return { tool: 'alembic', config, folder };
    }),
  ];
  // Where a tool keeps the schema, scripts are for something else.
  return tools.length > 0 ? tools : scripts;
}
