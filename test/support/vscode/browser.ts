import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const installedBrowsers = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/microsoft-edge',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** Starts an installed Chromium, or the one that comes from npm (Linux on x64). */
export async function launchBrowser(): Promise<Browser> {
  const named = process.env.ENGINE_SWITCH_BROWSER;
  const executablePath = named ?? installedBrowsers.find(existsSync) ?? (await packagedBrowser());
  const args = ['--no-sandbox', '--disable-dev-shm-usage', '--force-color-profile=srgb'];
  return chromium.launch({ executablePath, args });
}

async function packagedBrowser(): Promise<string> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      'No browser found. Install Chromium, Chrome or Edge, or name one in ENGINE_SWITCH_BROWSER.',
    );
  }
  const { default: packaged } = await import('@sparticuz/chromium');
  const path = await packaged.executablePath();
  const missing = missingLibraries(path);
  if (missing.length > 0) {
    throw new Error(
      `Chromium from npm needs ${missing.join(', ')} of the system. ` +
        'On Debian: apt-get install libnss3 libnspr4, or install the package chromium.',
    );
  }
  return path;
}

function missingLibraries(program: string): string[] {
  const listing = execFileSync('ldd', [program], { encoding: 'utf8' });
  return [...listing.matchAll(/^\s*(\S+) => not found$/gm)].map(([, name]) => name ?? '');
}
