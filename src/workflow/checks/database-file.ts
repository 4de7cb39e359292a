import {
  databasePaths,
  databaseThere,
  failed,
  migrates,
  passed,
  skipped,
  type WorkspaceCheck,
} from './check.ts';

export const databaseFile: WorkspaceCheck = {
  id: 'database-file',
  title: 'The database file is where the application looks for it',
  async look(context) {
    const path = await databaseThere(context);
    if (path) return passed(`${path} is there.`);
    const wanted = databasePaths(context.plan).join(' or ');
    if (!context.plan.steps.some(migrates)) {
      return skipped(`There is no ${wanted} yet: the plan runs no migrations that make it.`);
    }
    return failed(`${wanted} is not there. Run the migrations, or start the application once.`);
  },
};
