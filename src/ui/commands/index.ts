import { applyPlanCommand } from './apply-plan.ts';
import { chooseCommand } from './choose.ts';
import type { Command } from './command.ts';
import { discardPlanCommand } from './discard-plan.ts';
import { makeAsyncCommand } from './make-async.ts';
import { openAllChangesCommand } from './open-all-changes.ts';
import { openNoticeCommand } from './open-notice.ts';
import { openStepCommand } from './open-step.ts';
import { planAgainCommand } from './plan-again.ts';
import { planConfigurationCommand } from './plan-configuration.ts';
import { planSwitchCommand } from './plan-switch.ts';
import { runTasksCommand } from './run-tasks.ts';
import { showActionsCommand } from './show-actions.ts';
import { showLogCommand, showTaskOutputCommand } from './show-output.ts';
import { showReportCommand } from './show-report.ts';
import { toggleEngineCommand } from './toggle-engine.ts';
import { undoSwitchCommand } from './undo-switch.ts';

/** Every command of the switch that needs nothing but `SwitchUi`. */
export const commands: readonly Command[] = [
  planSwitchCommand('engineSwitch.switchToSqlite', 'sqlite'),
  planSwitchCommand('engineSwitch.switchToPostgresql', 'postgresql'),
  makeAsyncCommand,
  planAgainCommand,
  chooseCommand,
  planConfigurationCommand,
  openStepCommand,
  openNoticeCommand,
  openAllChangesCommand,
  applyPlanCommand,
  runTasksCommand,
  undoSwitchCommand,
  toggleEngineCommand,
  showReportCommand,
  discardPlanCommand,
  showActionsCommand,
  showLogCommand,
  showTaskOutputCommand,
];
