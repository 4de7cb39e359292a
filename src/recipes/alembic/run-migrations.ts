import { type Finding, outcome, type Recipe } from '../recipe.ts';
import { runLater } from './history-fresh.ts';
import {
  engineOfHistory,
  type MigrationCommand,
  migrationCommands,
  revisionsIn,
  upgradeTask,
} from './migrate-tasks.ts';

interface KeptHistory extends Finding {
  readonly command: MigrationCommand;
}

/** Runs a kept history on the new database once the files are written. */
export const runMigrations: Recipe<KeptHistory> = {
  id: 'run-migrations',
  ecosystem: 'alembic',
  title: 'Run the migrations on the new database',
  detect: (project) =>
    migrationCommands(project).map((command) => {
      const engine = engineOfHistory(project, command);
      return {
        path: command.config,
        span: { start: 0, end: 0 },
        ...(engine && { engine }),
        label: `migrations of ${command.config}`,
        command,
      };
    }),
  rewrite({ command }, context) {
    if (context.goal.history !== 'keep') return outcome({});
    if (revisionsIn(context.project, command).length === 0) return outcome({});
    const upgrade = upgradeTask(command, context);
    if (!context.target.server) return outcome({ tasks: [upgrade] });
    return outcome({ notices: [runLater(command, context, [upgrade.task.args])] });
  },
};
