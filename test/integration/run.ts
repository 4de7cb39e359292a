import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import Mocha from 'mocha';
import { launchBrowser } from '../support/vscode/browser.ts';
import { sampleCopy } from '../support/vscode/sample.ts';
import { startServer } from '../support/vscode/server.ts';
import { VSCodeWindow } from '../support/vscode/window.ts';
import { openWorkbench } from '../support/vscode/workbench.ts';

/**
 * Runs the integration suite in a real VS Code: first `host/` inside of its extension host, then
 * `page/`, which drives its window. Arguments name what to run: `host`, and
 * page suites without suffix.
 */
const extension = join(import.meta.dirname, '../..');

async function runHostSuite(): Promise<boolean> {
  const sample = sampleCopy();
  const [server, browser] = await Promise.all([startServer(), launchBrowser()]);
  try {
    const window = {
      folder: sample.folder,
      extension,
      suite: join(extension, 'dist/test/index.cjs'),
    };
    const workbench = await openWorkbench(browser, server, window, console.log);
    return (await workbench.exit) === 0;
  } finally {
    await browser.close();
    await server.stop();
    sample.remove();
  }
}

async function runPageSuites(names: readonly string[]): Promise<boolean> {
  const mocha = new Mocha({ ui: 'bdd', reporter: 'spec', timeout: 120_000, forbidOnly: true });
  mocha.rootHooks({ afterEach: saveFailure });
  const folder = join(import.meta.dirname, 'page');
  const suites = readdirSync(folder).filter((file) => file.endsWith('.test.ts'));
  for (const file of suites.sort()) {
    if (names.length === 0 || names.includes(file.replace('.test.ts', '')))
      mocha.addFile(join(folder, file));
  }
  await mocha.loadFilesAsync();
  return new Promise((resolve) => mocha.run((failures) => resolve(failures === 0)));
}

async function saveFailure(this: Mocha.Context): Promise<void> {
  const test = this.currentTest;
  if (test?.state !== 'failed') return;
  const folder = join(extension, '.vscode-test/failures');
  const name = test.fullTitle().replace(/\W+/g, '-');
  await VSCodeWindow.saveOpened(folder, name);
  console.log(`What the window showed: .vscode-test/failures/${name}.png`);
}

const names = process.argv.slice(2);
const wants = (name: string) => names.length === 0 || names.includes(name);
const hostPassed = !wants('host') || (await runHostSuite());
const pagePassed = await runPageSuites(names);
process.exitCode = hostPassed && pagePassed ? 0 : 1;
