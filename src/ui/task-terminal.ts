import * as vscode from 'vscode';

/** Where tasks print, coloured as in a terminal; made when there is something to print. */
export class TaskTerminal implements vscode.Disposable {
  private readonly printed = new vscode.EventEmitter<string>();
  private readonly closed = new vscode.EventEmitter<void>();
  private terminal: vscode.Terminal | undefined;
  /** What was printed before the terminal was open. */
  private waiting: string | undefined;

  /** The user has closed the terminal. */
  readonly onDidClose = this.closed.event;

  show(): void {
    this.terminal ??= this.open();
    this.terminal.show(true);
  }

  print(text: string): void {
    const lines = text.replace(/\r?\n/g, '\r\n');
    if (this.waiting === undefined) this.printed.fire(lines);
    else this.waiting += lines;
  }

  dispose(): void {
    this.terminal?.dispose();
    this.printed.dispose();
    this.closed.dispose();
  }

  private open(): vscode.Terminal {
    this.waiting = '';
    const pty: vscode.Pseudoterminal = {
      onDidWrite: this.printed.event,
      open: () => {
        const before = this.waiting ?? '';
        this.waiting = undefined;
        this.printed.fire(before);
      },
      close: () => {
        this.terminal = undefined;
        this.closed.fire();
      },
    };
    return vscode.window.createTerminal({
      name: vscode.l10n.t('Engine Switch'),
      iconPath: new vscode.ThemeIcon('database'),
      isTransient: true,
      pty,
    });
  }
}
