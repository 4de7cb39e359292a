import { join } from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { launchBrowser } from './browser.ts';
import type { TemporaryFolder } from './sample.ts';
import { startServer } from './server.ts';
import { openWorkbench } from './workbench.ts';

export interface WindowOptions {
  /** The folder to open, removed with the window; none for an empty window. */
  readonly workspace?: TemporaryFolder;
  /** `false` opens it in Restricted Mode. */
  readonly trusted?: boolean;
  /** User settings, such as `workbench.colorTheme`. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Absolute path of the extension under development; ours where nothing is said. */
  readonly extension?: string;
  readonly size?: { readonly width: number; readonly height: number };
  readonly pixelRatio?: number;
}

const ourExtension = join(import.meta.dirname, '../../..');

/** A VS Code window with the extension in it, for a test to use as a person would. */
export class VSCodeWindow {
  readonly page: Page;
  readonly folder: string;
  readonly close: () => Promise<void>;

  private static readonly opened = new Set<VSCodeWindow>();

  /** Saves what every open window shows: the first thing to look at when a test has failed. */
  static async saveOpened(folder: string, name: string): Promise<void> {
    for (const { page } of VSCodeWindow.opened) {
      await page.screenshot({ path: join(folder, `${name}.png`) });
    }
  }

  private constructor(page: Page, folder: string, close: () => Promise<void>) {
    this.page = page;
    this.folder = folder;
    this.close = close;
  }

  static async open({ workspace, ...options }: WindowOptions): Promise<VSCodeWindow> {
    const [server, browser] = await Promise.all([startServer(options), launchBrowser()]);
    const workbench = await openWorkbench(browser, server, {
      extension: ourExtension,
      ...options,
      ...(workspace && { folder: workspace.folder }),
    });
    const window = new VSCodeWindow(workbench.page, workspace?.folder ?? '', async () => {
      VSCodeWindow.opened.delete(window);
      await browser.close();
      await server.stop();
      workspace?.remove();
    });
    VSCodeWindow.opened.add(window);
    return window;
  }

  /**
   * Runs a command from the palette by its full title: `Database: Switch to SQLite`. An open
   * palette does not learn of commands that arrive late, and one that is just closing takes no
   * text, so it is opened again until it has this.
   */
  async run(title: string): Promise<void> {
    await until(async () => {
      await this.page.keyboard.press('Escape');
      await this.page.keyboard.press('F1');
      await this.input().fill(`>${title}`, { timeout: 3000 });
      await this.entry(title).click({ timeout: 3000 });
    });
  }

  /** Replaces what is in the quick input. */
  async type(text: string): Promise<void> {
    await this.input().fill(text);
  }

  private input(): Locator {
    return this.page.locator('.quick-input-widget input:is([type=text], [type=password])');
  }

  /** Takes the entry with this label from the open quick pick. */
  async pick(label: string): Promise<void> {
    await this.entry(label).click();
  }

  /** The entry with this label in the open quick pick. */
  entry(label: string): Locator {
    const entries = this.page.locator('.quick-input-list .monaco-list-row');
    return entries.filter({ has: this.page.getByText(label, { exact: true }) }).first();
  }

  /** The row of a tree in a side bar whose text has this in it. */
  row(text: string | RegExp): Locator {
    return this.page.locator('.pane-body .monaco-list-row').filter({ hasText: text });
  }

  /** The entry of the status bar whose text has this in it. */
  statusBar(text: string | RegExp): Locator {
    return this.page.locator('.statusbar-item').filter({ hasText: text });
  }

  /**
   * Presses a button of a notification. A server that takes commands from tests shows none by
   * itself: they are in the list that the status bar's bell opens.
   */
  async answer(label: string): Promise<void> {
    const center = this.page.locator('.notifications-center');
    const button = center.getByRole('button', { name: label, exact: true }).first();
    await until(async () => {
      await this.run('Notifications: Show Notifications');
      await button.click({ timeout: 3000 });
    });
  }

  /** The document of the visible webview, two frames deep. */
  webview(): FrameLocator {
    return this.page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
  }

  /** Takes a picture if `ENGINE_SWITCH_PICTURES` names a folder for them. */
  async picture(name: string): Promise<void> {
    const folder = process.env.ENGINE_SWITCH_PICTURES;
    if (folder) await this.page.screenshot({ path: join(folder, `${name}.png`) });
  }
}

/** Tries until an attempt succeeds, for a minute. */
async function until(attempt: () => Promise<void>): Promise<void> {
  for (const deadline = Date.now() + 60_000; ; ) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
  }
}
