import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { sampleCopy } from './sample.ts';
import { VSCodeWindow } from './window.ts';

/** `npm run pictures`: takes the README's pictures anew, in a light and in a dark theme. */
const folder = join(import.meta.dirname, '../../../media/screenshots');

async function takePictures(theme: string, suffix: string): Promise<void> {
  const window = await VSCodeWindow.open({
    workspace: sampleCopy(),
    settings: { 'editor.minimap.enabled': false },
    size: { width: 1280, height: 800 },
    pixelRatio: 2,
  });
  const save = async (name: string) => {
    await window.page.mouse.move(700, 790);
    await window.page.screenshot({ path: join(folder, `${name}${suffix}.png`) });
  };
  try {
    await window.statusBar('PostgreSQL').waitFor();
    await window.run('Preferences: Color Theme');
    await window.pick(theme);
    await showPlan(window);
    await save('diff');
    await window.run('Database: Apply Plan');
    await window.statusBar('SQLite').waitFor();
    await window
      .webview()
      .getByRole('heading', { name: /Switched/ })
      .waitFor();
    await save('report');
  } finally {
    await window.close();
  }
}

/** The plan in a side bar that is wide enough to be read, beside the diff of a step. */
async function showPlan(window: VSCodeWindow): Promise<void> {
  await window.run('Database: Switch to SQLite');
  await window.row('docker-compose.yml').waitFor();
  await window.page.mouse.move(350, 400);
  await window.page.mouse.down();
  await window.page.mouse.move(440, 400, { steps: 5 });
  await window.page.mouse.up();
  await window.row('Point app at SQLite').click();
  await window.page.locator('.editor.modified').getByText('sqlite+aiosqlite').waitFor();
}

mkdirSync(folder, { recursive: true });
await takePictures('Light Modern', '');
await takePictures('Dark Modern', '-dark');
