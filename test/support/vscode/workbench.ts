import type { Browser, Page } from 'playwright-core';
import { reportPrefix } from './report-prefix.ts';
import type { VSCodeServer } from './server.ts';

export interface WorkbenchOptions {
  /** Absolute path of the folder, or of the `.code-workspace` file, to open; none for an empty window. */
  readonly folder?: string;
  /** Absolute path of the extension under development. */
  readonly extension: string;
  /** Absolute path of a test suite to run in the extension host. */
  readonly suite?: string;
  readonly size?: { readonly width: number; readonly height: number };
  readonly pixelRatio?: number;
}

/** A VS Code window in a browser page. */
export interface Workbench {
  readonly page: Page;
  /** The suite's exit code, once it has ended. */
  readonly exit: Promise<number>;
  close(): Promise<void>;
}

/** Opens a window; the report of the suite goes to `print`. */
export async function openWorkbench(
  browser: Browser,
  server: VSCodeServer,
  options: WorkbenchOptions,
  print: (text: string) => void = () => undefined,
): Promise<Workbench> {
  const context = await browser.newContext({
    deviceScaleFactor: options.pixelRatio ?? 1,
    viewport: options.size ?? { width: 1280, height: 800 },
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  const { exit } = await exposeAutomation(page, print);
  await page.goto(workbenchAddress(server, options));
  await page.waitForSelector('.monaco-workbench .part.statusbar');
  return { page, exit, close: () => context.close() };
}

/** The address under which the server opens a window with these options. */
export function workbenchAddress(
  { address, port, linkTo }: VSCodeServer,
  { folder, extension, suite }: WorkbenchOptions,
): string {
  const remote = (path: string) => `vscode-remote://127.0.0.1:${port}${path}`;
  const payload = [
    ['extensionDevelopmentPath', remote(linkTo(extension))],
    ...(suite ? [['extensionTestsPath', remote(suite)]] : []),
    ['skipWelcome', 'true'],
  ];
  const parameters = new URLSearchParams({ payload: JSON.stringify(payload) });
  if (folder) parameters.set(folder.endsWith('.code-workspace') ? 'workspace' : 'folder', folder);
  else parameters.set('ew', 'true');
  return `${address}/?${parameters}`;
}

/** Puts what VS Code calls when it runs a suite on the page, which must not be loaded yet. */
async function exposeAutomation(
  page: Page,
  print: (text: string) => void,
): Promise<Pick<Workbench, 'exit'>> {
  let end: (code: number) => void = () => undefined;
  const exit = new Promise<number>((resolve) => {
    end = resolve;
  });
  await page.exposeFunction('codeAutomationExit', end);
  await page.exposeFunction('codeAutomationLog', (_type: string, parts: unknown[]) => {
    const text = parts.map(String).join(' ');
    if (text.startsWith(reportPrefix)) print(text.slice(reportPrefix.length));
  });
  return { exit };
}
