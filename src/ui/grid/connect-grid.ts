import * as vscode from 'vscode';
import type { ToGrid, ToHost } from '../../data/grid/protocol.ts';
import type { ActiveGrid } from './active-grid.ts';
import type { GridBackend } from './grid-backend.ts';

/** What every grid is connected with. */
export interface GridContext {
  /** The extension's own folder. */
  readonly extension: vscode.Uri;
  readonly active: ActiveGrid;
}

/** Puts a grid into a panel and answers it for as long as it lives. */
export function connectGrid(
  panel: vscode.WebviewPanel,
  { extension, active }: GridContext,
  backend: GridBackend,
): vscode.Disposable {
  const { webview } = panel;
  const running = new Map<number, AbortController>();
  const post = (message: ToGrid) => void webview.postMessage(message);
  const receiving = webview.onDidReceiveMessage(async (message: ToHost) => {
    if (message.kind === 'ready') return post({ kind: 'setup', setup: backend.setup() });
    if (message.kind === 'cancel') return running.get(message.id)?.abort();
    const { id, request } = message;
    const controller = new AbortController();
    running.set(id, controller);
    try {
      post({ kind: 'answer', id, value: await backend.answer(request, controller.signal) });
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      if (!controller.signal.aborted) post({ kind: 'failed', id, message: text });
    } finally {
      running.delete(id);
    }
  });
  const stop = backend.onMessage(post);
  webview.options = gridWebviewOptions(extension);
  webview.html = gridHtml(webview, extension, backend.title);
  return vscode.Disposable.from(receiving, active.follow(panel, post), {
    dispose() {
      stop();
      for (const controller of running.values()) controller.abort();
    },
  });
}

/** Scripts of ours alone, from the bundle's folder. */
export function gridWebviewOptions(extension: vscode.Uri): vscode.WebviewOptions {
  const localResourceRoots = [
    vscode.Uri.joinPath(extension, 'dist/webview'),
    vscode.Uri.joinPath(extension, 'media/webview'),
  ];
  return { enableScripts: true, localResourceRoots };
}

function gridHtml(webview: vscode.Webview, extension: vscode.Uri, title: string): string {
  return webviewPage(webview, extension, { script: 'grid', style: 'grid.css', title });
}

/** A page that may run one script and nothing else. Data reaches it as messages only. */
export function webviewPage(
  webview: vscode.Webview,
  extension: vscode.Uri,
  {
    script,
    style,
    title,
  }: { readonly script: string; readonly style: string; readonly title: string },
): string {
  const uri = (folder: string, name: string) =>
    webview.asWebviewUri(vscode.Uri.joinPath(extension, folder, name));
  const nonce = randomNonce();
  const policy = [
    "default-src 'none'",
    `style-src ${webview.cspSource} 'unsafe-inline'`,
    `script-src 'nonce-${nonce}'`,
    'img-src data:',
  ];
  return `<!DOCTYPE html>
<html lang="${vscode.env.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy.join('; ')}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<link rel="stylesheet" href="${uri('media/webview', style)}">
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
<div id="app"></div>
</main>
<script nonce="${nonce}" src="${uri('dist/webview', `${script}.js`)}"></script>
</body>
</html>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function randomNonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
