import { modelTables } from '../../recipes/facts/model-tables.ts';
import { wholeWorkspace } from '../../recipes/project.ts';
import { failed, lookInto, migrates, passed, skipped, type WorkspaceCheck } from './check.ts';

export const modelTablesExist: WorkspaceCheck = {
  id: 'model-tables',
  title: 'The tables that the models name exist',
  async look(context) {
    const wanted = modelTables(wholeWorkspace(context.after));
    if (wanted.length === 0) return skipped('No model names its table.');
    return lookInto(context, ({ catalog }) => {
      const found = new Set(catalog.tables.map(({ name }) => name.toLowerCase()));
      const missing = wanted.filter((name) => !found.has(name.toLowerCase()));
      const histories = context.plan.steps.filter(migrates).length;
      if (missing.length > 0 && histories > 1 && missing.length < wanted.length) {
        const rest = `Not in the first database: ${missing.join(', ')}.`;
        return skipped(`${rest} The project has ${histories} histories, each may have its own.`);
      }
      if (missing.length > 0) return failed(`Missing: ${missing.join(', ')}.`);
      return passed(`${wanted.length} of ${wanted.length}: ${wanted.join(', ')}.`);
    });
  },
};
