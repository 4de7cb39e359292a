import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sampleCopy } from '../support/vscode/sample.ts';
import { VSCodeWindow } from '../support/vscode/window.ts';
import { type Measured, median } from './measure.ts';

const rounds = 5;

/** How long VS Code itself says that activating takes, beside an extension that does nothing. */
export async function measureActivation(): Promise<readonly Measured[]> {
  const own = join(import.meta.dirname, '../..');
  const empty = emptyExtension();
  const times: Record<'own' | 'empty', number[]> = { own: [], empty: [] };
  try {
    for (let round = 0; round < rounds; round++) {
      times.own.push(await activation(own));
      times.empty.push(await activation(empty));
    }
  } finally {
    rmSync(empty, { recursive: true });
  }
  const promise = 'under 50 ms; the floor is an empty extension';
  const [ours, floor] = [median(times.own), median(times.empty)];
  return [{ what: 'activation in VS Code', median: ours, floor, promise }];
}

/** Milliseconds of loading and activating, as the list of running extensions shows them. */
async function activation(extension: string): Promise<number> {
  // High enough for all of the list to be in the page.
  const size = { width: 1280, height: 2400 };
  const window = await VSCodeWindow.open({ workspace: sampleCopy(), extension, size });
  try {
    await window.run('Developer: Show Running Extensions');
    const rows = window.page.locator('.runtime-extensions-editor .extension');
    const row = rows.filter({ hasText: /engine-switch\.engine-switch|bench\.empty/ });
    const time = row.getByText(/Activation: \d+ms/);
    await time.waitFor();
    return Number(/(\d+)ms/.exec((await time.textContent()) ?? '')?.[1]);
  } finally {
    await window.close();
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
