import { databasePath, failed, passed, type WorkspaceCheck } from './check.ts';

export const databaseFile: WorkspaceCheck = {
  id: 'database-file',
  title: 'The database file is where the application looks for it',
  async look({ plan, files }) {
    const path = databasePath(plan);
    if (await files.exists(path)) return passed(`${path} is there.`);
    return failed(`${path} is not there. Run the migrations, or start the application once.`);
  },
};
