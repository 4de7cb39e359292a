import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/vscode/browser.ts';
import { sampleCopy } from '../support/vscode/sample.ts';
import { startServer, type VSCodeServer } from '../support/vscode/server.ts';
import { openWorkbench } from '../support/vscode/workbench.ts';
import { type Measured, median } from './measure.ts';

const rounds = 5;

/** How long VS Code itself says that activating takes, beside an extension that does nothing. */
export async function measureActivation(): Promise<readonly Measured[]> {
  const empty = emptyExtension();
  const sample = sampleCopy();
  const [server, browser] = await Promise.all([startServer(), launchBrowser()]);
  const times: Record<'ours' | 'floor', number[]> = { ours: [], floor: [] };
  try {
    for (let round = 0; round < rounds; round++) {
      const folder = sample.folder;
      const extension = join(import.meta.dirname, '../..');
      times.ours.push(await activation(browser, server, { folder, extension }));
      times.floor.push(await activation(browser, server, { folder, extension: empty }));
    }
  } finally {
    await browser.close();
    await server.stop();
    sample.remove();
    rmSync(empty, { recursive: true });
  }
  const promise = 'under 50 ms; the floor is an empty extension';
  const [ours, floor] = [median(times.ours), median(times.floor)];
  return [{ what: 'activation in VS Code', median: ours, floor, promise }];
}

/** Milliseconds of loading and activating, as the list of running extensions shows them. */
async function activation(
  browser: Browser,
  server: VSCodeServer,
  window: { readonly folder: string; readonly extension: string },
): Promise<number> {
  // High enough for all of the list to be in the page.
  const size = { width: 1280, height: 2400 };
  const { page, close } = await openWorkbench(browser, server, { ...window, size });
  try {
    await page.keyboard.press('F1');
    await page.locator('.quick-input-widget input[type=text]').fill('>Developer: Show Running Ext');
    await page.locator('.quick-input-list .monaco-list-row').first().click();
    const rows = page.locator('.runtime-extensions-editor .extension');
    const row = rows.filter({ hasText: /engine-switch\.engine-switch|bench\.empty/ });
    const time = row.getByText(/Activation: \d+ms/);
    await time.waitFor();
    return Number(/(\d+)ms/.exec((await time.textContent()) ?? '')?.[1]);
  } finally {
    await close();
  }
}

function emptyExtension(): string {
  const folder = mkdtempSync(join(tmpdir(), 'empty-extension-'));
  const manifest = {
    name: 'empty',
    publisher: 'bench',
    version: '0.0.1',
    engines: { vscode: '^1.101.0' },
    main: './main.cjs',
    activationEvents: ['onStartupFinished'],
    extensionKind: ['workspace'],
  };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  writeFileSync(join(folder, 'main.cjs'), 'exports.activate = () => undefined;\n');
  return folder;
}
