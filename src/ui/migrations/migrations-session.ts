import { join } from 'node:path';
import * as vscode from 'vscode';
import type { MigrationProject } from '../../migrations/projects.ts';
import type { MigrationEntry, MigrationStatus } from '../../migrations/report.ts';
import type { MigrationAction, MigrationRequest } from '../../migrations/request.ts';
import { localFolders } from '../engine-monitor.ts';
import { workspaceInput } from '../open-editors.ts';
import type { MigrationServices, MigrationWatch } from './migration-services.ts';
import { chosenPython, pythonEnvFiles } from './python-extension.ts';

/** A set-up in the folder that holds it. */
export interface PlacedProject {
  readonly folder: vscode.WorkspaceFolder;
  readonly project: MigrationProject;
  /** What its files tell, of which nothing was run. */
  readonly history: readonly MigrationEntry[];
}

/** The set-ups of the window, and what is known of their databases. */
export class MigrationsSession implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly statuses = new Map<string, MigrationStatus>();
  private found: readonly PlacedProject[] = [];
  readonly services: () => Promise<MigrationServices>;
  readonly onDidChange = this.changed.event;

  constructor(services: () => Promise<MigrationServices>) {
    this.services = services;
  }

  get projects(): readonly PlacedProject[] {
    return this.found;
  }

  /** Looks for set-ups anew; runs nothing of a project. */
  async look(): Promise<readonly PlacedProject[]> {
    const services = await this.services();
    const found = localFolders().map(async (folder) => {
      const projects = await services.find(workspaceInput(folder));
      return projects.map((found): PlacedProject => ({ folder, ...found }));
    });
    const projects = (await Promise.all(found)).flat();
    // A view that is made anew for nothing loses what is open in it.
    if (JSON.stringify(projects.map(shownOf)) === JSON.stringify(this.found.map(shownOf))) {
      return this.found;
    }
    this.found = projects;
    this.changed.fire();
    return this.found;
  }

  /** What was last asked of a project's database. */
  status(placed: PlacedProject): MigrationStatus | undefined {
    return this.statuses.get(keyOf(placed));
  }

  /** Runs the project's code to ask its database. */
  async askStatus(placed: PlacedProject, watch: MigrationWatch): Promise<MigrationStatus> {
    const request = await requestFor(placed, { kind: 'status' });
    const status = await (await this.services()).status(request, watch);
    this.statuses.set(keyOf(placed), status);
    this.changed.fire();
    return status;
  }

  dispose(): void {
    this.changed.dispose();
  }
}

/** A request to the process that runs migrations, with the settings of the folder. */
export async function requestFor(
  { folder, project }: PlacedProject,
  action: MigrationAction,
): Promise<MigrationRequest> {
  const workspace = folder.uri.fsPath;
  const settings = vscode.workspace.getConfiguration('engineSwitch.migrations', folder);
  const environment = settings.get<string>('environment');
  const python = project.tool === 'alembic' ? await chosenPython(folder) : undefined;
  return {
    tool: project.tool,
    action,
    workspace,
    folder: join(workspace, project.folder),
    config: project.config,
    ...(environment && { environment }),
    ...(python !== undefined && { python }),
    envFiles: pythonEnvFiles(folder),
    dryRun: false,
    keepBackups: settings.get('backups', 5),
  };
}

function shownOf(placed: PlacedProject): unknown {
  return [keyOf(placed), placed.history];
}

export function keyOf({ folder, project }: PlacedProject): string {
  return `${folder.uri.toString()} ${project.tool} ${project.config}`;
}
