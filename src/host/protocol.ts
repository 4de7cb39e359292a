import type {
  ExportRequest,
  RunOptions,
  SelectOptions,
  Statement,
  WriteStatement,
} from '../data/database.ts';

/** What a child process is asked. All values are JSON. */
export type HostRequest =
  | { readonly op: 'state' }
  | { readonly op: 'catalog' }
  | { readonly op: 'fingerprint' }
  | { readonly op: 'select'; readonly statement: Statement; readonly options: SelectOptions }
  | {
      readonly op: 'run';
      readonly statements: readonly Statement[];
      readonly options: RunOptions;
    }
  | { readonly op: 'write'; readonly statements: readonly WriteStatement[] }
  | { readonly op: 'export'; readonly request: ExportRequest };

/** A file that is a schema of another's connections. */
export interface AttachedFile {
  readonly schema: string;
  /** Absolute. */
  readonly path: string;
}

/** A request on its way; answers may come in any order. */
export interface HostCall {
  readonly id: number;
  readonly path: string;
  readonly attached: readonly AttachedFile[];
  readonly request: HostRequest;
}

export type HostReply =
  | { readonly id: number; readonly kind: 'value'; readonly value: unknown }
  | { readonly id: number; readonly kind: 'error'; readonly error: HostError }
  | { readonly id: number; readonly kind: 'progress'; readonly rows: number };

/** What went wrong, in a form that crosses processes. */
export interface HostError {
  readonly message: string;
  /** SQLite's primary result code, such as 5 for busy; https://sqlite.org/rescode.html */
  readonly sqliteCode?: number;
}
