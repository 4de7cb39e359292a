import * as vscode from 'vscode';
import type { QualifiedName } from '../../catalog/model.ts';

export const tableScheme = 'engine-switch-table';

/** A table or view of a database that the explorer lists. */
export interface TablePlace extends QualifiedName {
  /** The entry's id. */
  readonly database: string;
}

/** The URI under which a table is open in an editor; its last part is the tab's title. */
export function tableUri({ database, schema, name }: TablePlace): vscode.Uri {
  const folder = database.replace(/^.*\//, '') || 'database';
  return vscode.Uri.from({
    scheme: tableScheme,
    path: `/${folder}/${name.replaceAll('/', '∕')}`,
    query: JSON.stringify([database, schema, name]),
  });
}

/** The table that a URI of ours means. */
export function tablePlace(uri: vscode.Uri): TablePlace {
  const [database = '', schema = '', name = ''] = JSON.parse(uri.query) as readonly string[];
  return { database, schema, name };
}

/** VS Code asks for a file behind each editor; the content is never read. */
export class TableFiles implements vscode.FileSystemProvider {
  private readonly changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.changed.event;

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  stat(): vscode.FileStat {
    return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: 0 };
  }

  readFile(): Uint8Array {
    return new Uint8Array();
  }

  readDirectory(): [string, vscode.FileType][] {
    return [];
  }

  createDirectory(): void {
    throw vscode.FileSystemError.NoPermissions();
  }

  writeFile(): void {
    throw vscode.FileSystemError.NoPermissions();
  }

  delete(): void {
    throw vscode.FileSystemError.NoPermissions();
  }

  rename(): void {
    throw vscode.FileSystemError.NoPermissions();
  }
}
