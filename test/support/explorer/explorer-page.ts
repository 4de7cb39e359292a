import assert from 'node:assert/strict';
import type { FrameLocator, Locator } from 'playwright-core';
import { VSCodeWindow, type WindowOptions } from '../vscode/window.ts';

/** The explorer in a window, as a person uses it. */
export class ExplorerPage {
  readonly window: VSCodeWindow;

  private constructor(window: VSCodeWindow) {
    this.window = window;
  }

  /** Opens a window with the explorer's view alone in the side bar. */
  static async open(options: WindowOptions): Promise<ExplorerPage> {
    const size = { width: 1280, height: 1000 };
    const page = new ExplorerPage(await VSCodeWindow.open({ size, ...options }));
    page.window.page.context().setDefaultTimeout(20_000);
    await page.show();
    return page;
  }

  async show(): Promise<void> {
    const { page } = this.window;
    await page.getByRole('tab', { name: 'Database' }).first().click();
    for (const name of ['Switch Plan', 'Connections', 'Migrations']) {
      const header = page.locator('.pane-header', { hasText: name });
      await header.waitFor();
      if ((await header.getAttribute('aria-expanded')) === 'true') await header.click();
    }
  }

  /** Reloads the window as the editor does, which keeps what is open. */
  async reload(): Promise<void> {
    const { page } = this.window;
    await page.evaluate('window.isOld = true');
    await this.window.run('Developer: Reload Window');
    await page.waitForFunction('!window.isOld');
    // The extensions start anew, which takes a while.
    await this.window
      .row(/SQLite|PostgreSQL/)
      .first()
      .waitFor({ timeout: 90_000 });
  }

  get grid(): FrameLocator {
    return this.window.webview();
  }

  /** Opens a table from the tree. */
  async openTable(name: string): Promise<void> {
    const row = this.window.row(new RegExp(`^${name}`)).first();
    await row.hover();
    await row.getByRole('button', { name: 'Open Table' }).click();
    await this.window.page.getByRole('tab', { name, selected: true }).waitFor();
    await this.grid.getByRole('grid', { name: `Rows of ${name}` }).waitFor();
  }

  /** Chooses from the menu of a row of the tree. */
  async chooseInTree(row: string | RegExp, ...items: readonly string[]): Promise<void> {
    await this.window.row(row).first().click({ button: 'right' });
    await this.chooseInMenu(...items);
  }

  /** Chooses from the menu of a cell, a submenu's item after that of the submenu. */
  async chooseInGrid(cell: Locator, ...items: readonly string[]): Promise<void> {
    await cell.click({ button: 'right' });
    await this.chooseInMenu(...items);
  }

  /** A menu that has just opened may take a press for the end of the one that opened it. */
  private async chooseInMenu(...items: readonly string[]): Promise<void> {
    const menu = this.window.page.locator('.monaco-menu');
    for (const item of items) {
      const entry = this.window.page.getByRole('menuitem', { name: item }).last();
      await entry.hover();
      await this.window.page.keyboard.press('Enter');
    }
    await menu.first().waitFor({ state: 'detached' });
  }

  /** Replaces the text of the editor that has the keyboard. */
  async write(text: string): Promise<void> {
    const { keyboard } = this.window.page;
    await keyboard.press('Control+a');
    await keyboard.insertText(text);
  }

  /** Presses the button that runs what is chosen in a script: the palette would unchoose it. */
  async runSelection(): Promise<void> {
    await this.window.page.keyboard.press('Control+a');
    await this.window.page.getByRole('button', { name: 'Run Statement' }).first().click();
  }

  /** Answers the input with this title. */
  async answer(title: string, text: string): Promise<void> {
    await this.window.page.locator('.quick-input-title', { hasText: title }).waitFor();
    await this.window.type(text);
    await this.window.page.keyboard.press('Enter');
  }

  /** A notification that is shown or in the list of them. */
  async notification(text: string): Promise<Locator> {
    await this.window.run('Notifications: Show Notifications');
    return this.window.page.locator('.notification-list-item', { hasText: text }).first();
  }

  async clearNotifications(): Promise<void> {
    await this.window.run('Notifications: Clear All Notifications');
  }

  /** Waits until something is so that no window shows. */
  async until(condition: () => boolean): Promise<void> {
    const deadline = Date.now() + 20_000;
    while (!condition()) {
      assert.ok(Date.now() < deadline, `never so: ${condition}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** Waits until the clipboard holds a text. */
  async copied(expected: string): Promise<void> {
    let text = '';
    for (const deadline = Date.now() + 20_000; text !== expected && Date.now() < deadline; ) {
      text = await this.window.page.evaluate<string>('navigator.clipboard.readText()');
    }
    assert.equal(text, expected);
  }
}
