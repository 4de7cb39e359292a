import * as vscode from 'vscode';
import { isSwitch } from '../../core/goal.ts';
import { appliedText, applyingText } from '../goal-texts.ts';
import { saveEditors } from '../open-editors.ts';
import { chosenIds, chosenPaths, openTasks, type PlannedSwitch } from '../planned-switch.ts';
import { closePreviews } from '../preview/open-changes.ts';
import { progressIn } from '../progress.ts';
import { finishSwitch, verifySwitch } from '../report/finish-switch.ts';
import { applicationStart } from '../settings.ts';
import type { Command, SwitchUi } from './command.ts';

/** Writes the ticked steps as one, unsaved editors included, then offers the tasks. */
export const applyPlanCommand: Command = {
  id: 'engineSwitch.applyPlan',
  needsTrust: true,
  async run(ui) {
    const planned = ui.session.current;
    if (!planned || planned.applied) return;
    await ui.session.hold(() => write(ui, planned));
    await closePreviews(planned);
    await ui.monitor.look();
    await finishSwitch(ui);
    await tryWithoutTasks(ui);
    // Not awaited: the offer stays until it is answered, the files are written.
    void offerTasks(ui);
  },
};

async function write(ui: SwitchUi, planned: PlannedSwitch): Promise<void> {
  const services = await ui.services();
  await saveEditors(planned.folder, chosenPaths(planned));
  const title = applyingText(planned.plan.goal);
  const journal = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title },
    (progress) =>
      services.apply(
        planned.folder.uri.fsPath,
        planned.plan,
        chosenIds(planned),
        progressIn(progress),
      ),
  );
  ui.log.info(`Applied ${journal.id}: ${[...chosenPaths(planned)].join(', ')}`);
  ui.session.markApplied(journal);
}

/** Where no task remains, the application can be started at once, if the user has said how. */
async function tryWithoutTasks(ui: SwitchUi): Promise<void> {
  const { current } = ui.session;
  if (!current || openTasks(current).length > 0 || !applicationStart(current.folder)) return;
  if (!isSwitch(current.plan.goal)) return;
  await finishSwitch(ui, await verifySwitch(ui, current));
}

async function offerTasks({ session }: SwitchUi): Promise<void> {
  const { current } = session;
  const tasks = current ? openTasks(current) : [];
  if (!current || tasks.length === 0) return;
  const run = vscode.l10n.t('Run Tasks');
  const answer = await vscode.window.showInformationMessage(
    appliedText(current.plan.goal, tasks.map(({ title }) => title).join(', ')),
    run,
    vscode.l10n.t('Later'),
  );
  if (answer === run) await vscode.commands.executeCommand('engineSwitch.runTasks');
}
