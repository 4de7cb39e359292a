import { join } from 'node:path';
import { openHome } from './adapters/journal/home.ts';
import { listBackups, restoreBackup } from './adapters/migrations/backups.ts';
import { runInProcess } from './adapters/migrations/migrations-process.ts';
import { readWorkspace } from './adapters/workspace/read-workspace.ts';
import { hostFile } from './host/host-file.ts';
import { migrationProjects } from './migrations/projects.ts';
import type { MigrationRequest } from './migrations/request.ts';
import { staticHistory } from './migrations/static-history.ts';
import type { MigrationServices, MigrationWatch } from './ui/migrations/migration-services.ts';

/** The program behind the migrations view, on real processes: loaded on first use. */
export const migrationServices: MigrationServices = {
  async find({ folder, unsaved }) {
    const snapshot = await readWorkspace(folder, { overlays: unsaved });
    return migrationProjects(snapshot).map((project) => {
      return { project, history: staticHistory(snapshot, project) };
    });
  },

  async status(request, watch) {
    const answer = await answerOf(request, watch);
    if (answer.kind === 'status') return answer.status;
    throw new Error('A status was asked for.');
  },

  async run(request, watch) {
    const answer = await answerOf(request, watch);
    if (answer.kind === 'report') return answer.report;
    throw new Error('A run was asked for.');
  },

  async backups(folder) {
    return listBackups(await openHome(folder));
  },

  async restore(folder, backup, file) {
    await restoreBackup(await openHome(folder), backup, join(folder, file));
  },
};

function answerOf(request: MigrationRequest, { output, signal }: MigrationWatch) {
  return runInProcess(request, { host: hostFile('migrations-host'), onOutput: output, signal });
}
