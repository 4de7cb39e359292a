import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sampleCopy } from '../support/vscode/sample.ts';
import { VSCodeWindow } from '../support/vscode/window.ts';
import { type Measured, median } from './measure.ts';

const rounds = 5;

/** As the window opens, or by a command once the window has nothing more to do. */
type Moment = 'opening' | 'at rest';

/** How long VS Code itself says that activating takes, beside an extension that does nothing. */
export async function measureActivation(): Promise<readonly Measured[]> {
  const folder = mkdtempSync(join(tmpdir(), 'engine-switch-activation-'));
  try {
    return [await measureAt('opening', folder), await measureAt('at rest', folder)];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function measureAt(moment: Moment, folder: string): Promise<Measured> {
  const [own, empty] = [ownExtension(folder, moment), emptyExtension(folder, moment)];
  const times: Record<'own' | 'empty', number[]> = { own: [], empty: [] };
  for (let round = 0; round < rounds; round++) {
    times.own.push(await activation(own, moment));
    times.empty.push(await activation(empty, moment));
  }
  return {
    what: `activation in VS Code, window ${moment}`,
    median: median(times.own),
    floor: median(times.empty),
    promise: 'under 50 ms; the floor is an empty extension',
  };
}

/** Milliseconds of loading and activating, as the list of running extensions shows them. */
async function activation(extension: string, moment: Moment): Promise<number> {
  // High enough for all of the list to be in the page.
  const size = { width: 1280, height: 2400 };
  const window = await VSCodeWindow.open({ workspace: sampleCopy(), extension, size });
  try {
    if (moment === 'at rest') {
      await window.page.waitForLoadState('networkidle');
      await window.run(ownCommand);
    }
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

/** Only shows what is there already. */
const ownCommand = 'Engine Switch: Show Log';

/** The extension as it is, or as one that nothing but its commands activates. */
function ownExtension(folder: string, moment: Moment): string {
  const root = join(import.meta.dirname, '../..');
  if (moment === 'opening') return root;
  const copy = join(folder, 'own');
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  for (const name of ['package.nls.json', 'dist', 'media', 'l10n'])
    cpSync(join(root, name), join(copy, name), { recursive: true });
  writeFileSync(join(copy, 'package.json'), JSON.stringify({ ...manifest, activationEvents: [] }));
  return copy;
}

function emptyExtension(parent: string, moment: Moment): string {
  const folder = join(parent, `empty, ${moment}`);
  mkdirSync(folder);
  const manifest = {
    name: 'empty',
    publisher: 'bench',
    version: '0.0.1',
    engines: { vscode: '^1.101.0' },
    main: './main.cjs',
    activationEvents: moment === 'opening' ? ['onStartupFinished'] : [],
    contributes: { commands: [{ command: 'empty.show', title: ownCommand }] },
    extensionKind: ['workspace'],
  };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  const code =
    "exports.activate = () => require('vscode').commands.registerCommand('empty.show', () => {});\n";
  writeFileSync(join(folder, 'main.cjs'), code);
  return folder;
}
