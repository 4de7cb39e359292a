import * as vscode from 'vscode';
import { pathIn } from '../open-editors.ts';

/**
 * A file as it is remembered: a path relative to its folder of the workspace, so that a workspace
 * that is moved keeps it, else its URI.
 */
export function placeOfUri(uri: vscode.Uri): string {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  return (folder && pathIn(folder, uri)) ?? uri.toString();
}

/** The file that a remembered place means. */
export function uriOfPlace(place: string): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const isUri = /^[a-z][\w+.-]+:/i.test(place);
  return isUri || !folder ? vscode.Uri.parse(place) : vscode.Uri.joinPath(folder.uri, place);
}
