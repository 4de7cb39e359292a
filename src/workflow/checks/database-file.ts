import { databasePaths, databaseThere, failed, passed, type WorkspaceCheck } from './check.ts';

export const databaseFile: WorkspaceCheck = {
  id: 'database-file',
  title: 'The database file is where the application looks for it',
  async look(context) {
    const path = await databaseThere(context);
    if (path) return passed(`${path} is there.`);
    const wanted = databasePaths(context.plan).join(' or ');
    return failed(`${wanted} is not there. Run the migrations, or start the application once.`);
  },
};
