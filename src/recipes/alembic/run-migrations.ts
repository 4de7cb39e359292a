import { outcome, type Recipe } from '../recipe.ts';
import { runLater } from './history-fresh.ts';
import { type HistoryFinding, historyFindings, revisionsIn, upgradeTask } from './migrate-tasks.ts';

/** Runs a kept history on the new database once the files are written. */
export const runMigrations: Recipe<HistoryFinding> = {
  id: 'run-migrations',
  ecosystem: 'alembic',
  title: 'Run the migrations on the new database',
  beyondConfiguration: true,
  detect: (project) =>
    historyFindings(project).map((finding) => ({
      ...finding,
      label: `migrations of ${finding.path}`,
    })),
  rewrite({ command }, context) {
    if (context.goal.history !== 'keep') return outcome({});
    if (revisionsIn(context.project, command).length === 0) return outcome({});
    const upgrade = upgradeTask(command, context);
    if (!context.target.server) return outcome({ tasks: [upgrade] });
    return outcome({ notices: [runLater(command, context, [upgrade.task.args])] });
  },
};
