import { relative, sep } from 'node:path';
import * as vscode from 'vscode';
import { SwitchError } from '../core/errors.ts';
import type { WorkspaceInput } from './switch-services.ts';

/** A folder as the editor shows it: unsaved texts included. */
export function workspaceInput(folder: vscode.WorkspaceFolder): WorkspaceInput {
  const unsaved = new Map<string, string>();
  for (const document of vscode.workspace.textDocuments) {
    const path = pathIn(folder, document.uri);
    if (path !== undefined && document.isDirty) unsaved.set(path, textOf(document));
  }
  return { folder: folder.uri.fsPath, unsaved };
}

/** The path of a file relative to its folder, with forward slashes; nothing for one elsewhere. */
export function pathIn(folder: vscode.WorkspaceFolder, uri: vscode.Uri): string | undefined {
  if (uri.scheme !== 'file' || folder.uri.scheme !== 'file') return undefined;
  const path = relative(folder.uri.fsPath, uri.fsPath).split(sep).join('/');
  return path === '' || path.startsWith('../') ? undefined : path;
}

/**
 * Saves the unsaved editors of these files, so that what is changed is what the user sees.
 * Throws `file-not-writable`.
 */
export async function saveEditors(
  folder: vscode.WorkspaceFolder,
  paths: ReadonlySet<string>,
): Promise<void> {
  for (const document of vscode.workspace.textDocuments) {
    const path = pathIn(folder, document.uri);
    if (path === undefined || !paths.has(path) || !document.isDirty) continue;
    if (!(await document.save())) throw notSaved(path);
  }
}

function notSaved(path: string): SwitchError {
  return new SwitchError(
    'file-not-writable',
    vscode.l10n.t('{0} has unsaved changes that could not be saved; nothing was written.', path),
    vscode.l10n.t('Save or revert the file, then try again.'),
  );
}

/** What saving would write: the editor keeps a byte order mark apart from the text. */
function textOf(document: vscode.TextDocument): string {
  return document.encoding === 'utf8bom' ? `\uFEFF${document.getText()}` : document.getText();
}
