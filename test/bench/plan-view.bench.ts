import { sampleCopy } from '../support/vscode/sample.ts';
import { VSCodeWindow } from '../support/vscode/window.ts';
import { type Measured, median } from './measure.ts';

const rounds = 7;
const promise = 'within a second';

/** How long the plan of the sample takes to be seen after its command is chosen in the palette. */
export async function measurePlanView(): Promise<readonly Measured[]> {
  const window = await VSCodeWindow.open({ workspace: sampleCopy() });
  const times: number[] = [];
  try {
    await window.statusBar('PostgreSQL').waitFor();
    for (let round = 0; round < rounds; round++) times.push(await showPlan(window));
  } finally {
    await window.close();
  }
  const [first = Number.NaN] = times;
  return [
    { what: 'palette command to plan view, the first time', median: first, promise },
    { what: 'palette command to plan view', median: median(times), promise },
  ];
}

async function showPlan(window: VSCodeWindow): Promise<number> {
  // A row that the files' tree does not have.
  const row = window.row('Remove the db service').first();
  await window.page.keyboard.press('F1');
  await window.type('>Database: Switch to SQLite');
  await window.entry('Database: Switch to SQLite').waitFor();
  const started = performance.now();
  await window.page.keyboard.press('Enter');
  await row.waitFor();
  const time = performance.now() - started;
  await window.run('Database: Discard Plan');
  await row.waitFor({ state: 'detached' });
  return time;
}
