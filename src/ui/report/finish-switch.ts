import type { SwitchUi } from '../commands/command.ts';
import { opensReport } from '../settings.ts';
import { openReport, writeReport } from './report.ts';

/** What a switch ends with: its report. */
export async function finishSwitch({ session, services }: SwitchUi): Promise<void> {
  const planned = session.current;
  if (!planned?.applied) return;
  await writeReport(await services(), planned);
  if (opensReport(planned.folder)) await openReport(planned.folder);
}
