import * as vscode from 'vscode';
import { previewText, textBefore } from '../planned-switch.ts';
import type { SwitchSession } from '../switch-session.ts';

const scheme = 'engine-switch';

/** Which side of a change a preview document is. */
export type PreviewSide = 'before' | 'after';

/**
 * The document that shows a file as it was when it was planned, or as it will be. Both sides have
 * one path: a diff of two paths would be shown as a renaming.
 */
export function previewUri(path: string, side: PreviewSide): vscode.Uri {
  return vscode.Uri.from({ scheme, path: `/${path}`, query: side });
}

export function isPreview(uri: vscode.Uri): boolean {
  return uri.scheme === scheme;
}

/** Makes the documents behind `previewUri`, and renews those that are open as steps are ticked. */
export class PreviewDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly session: SwitchSession;
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  /** Set before the provider is registered: the editor looks for it then. */
  readonly onDidChange = this.changed.event;
  private readonly registration = vscode.Disposable.from(
    this.changed,
    vscode.workspace.registerTextDocumentContentProvider(scheme, this),
  );

  constructor(session: SwitchSession) {
    this.session = session;
    session.onDidChange(() => this.renew());
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    const planned = this.session.current;
    if (!planned) return '';
    const path = uri.path.slice(1);
    return uri.query === 'after' ? previewText(planned, path) : (textBefore(planned, path) ?? '');
  }

  dispose(): void {
    this.registration.dispose();
  }

  private renew(): void {
    for (const { uri } of vscode.workspace.textDocuments) {
      if (isPreview(uri)) this.changed.fire(uri);
    }
  }
}
