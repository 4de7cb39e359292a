import type { Catalog } from '../catalog/model.ts';
import type { EngineId } from '../core/goal.ts';
import type { Cell, Value } from './value.ts';

/** One reading statement. */
export interface Statement {
  readonly sql: string;
  readonly parameters: readonly Value[] | Readonly<Record<string, Value>>;
}

export interface SelectOptions {
  /** No more rows than this are read; `more` then says that there are others. */
  readonly maxRows: number;
  /** `whole` gives long values uncut. */
  readonly cells: 'cut' | 'whole';
  /** The columns from this one on are whole all the same. */
  readonly wholeFrom?: number;
}

export interface ResultColumn {
  readonly name: string;
  /** Declared type, or the server's name of it; empty where there is none. */
  readonly type: string;
  /** The table's column that it shows unchanged, where the driver knows. */
  readonly origin?: { readonly schema: string; readonly table: string; readonly column: string };
}

export interface ResultSet {
  readonly columns: readonly ResultColumn[];
  readonly rows: readonly (readonly Cell[])[];
  readonly more: boolean;
  readonly milliseconds: number;
  /** Rows that a writing statement changed. */
  readonly changes?: number;
}

/** What is known of a database as a whole. */
export interface DatabaseState {
  readonly problem?: DatabaseProblem;
  /** Bytes, -wal included; absent for a server. */
  readonly size?: number;
  /** `wal`, `rollback`; absent for a server. */
  readonly journal?: 'wal' | 'rollback';
  readonly readOnly: boolean;
  /** Programs that have it open, as far as the system tells; absent for a server. */
  readonly openIn?: readonly string[];
  /** How it is read, where that limits what is shown. */
  readonly limitation?: string;
}

/** Why nothing can be shown. `message` is for the user. */
export interface DatabaseProblem {
  readonly kind:
    | 'missing'
    | 'empty'
    | 'not-a-database'
    | 'locked'
    | 'corrupt'
    | 'unreadable'
    | 'too-large'
    | 'unavailable';
  readonly message: string;
}

/** One statement of a change, with the number of rows that it must meet. */
export interface WriteStatement extends Statement {
  /** A different number means that the application changed the row: all is rolled back. */
  readonly expectedChanges?: number;
}

export type WriteOutcome =
  | { readonly kind: 'written'; readonly changes: number }
  | { readonly kind: 'conflict'; readonly statement: number; readonly changes: number };

/** The text formats of an export. */
export type ExportFormat = 'csv' | 'json' | 'jsonl' | 'sql' | 'markdown';

export interface ExportRequest extends Statement {
  readonly format: ExportFormat;
  /** Absolute path of the file to write; it is replaced once the export is complete. */
  readonly file: string;
  /** The table's name in SQL output. */
  readonly table: string;
}

/**
 * An open database of either engine. Reading never blocks the application's writes. A signal ends
 * the work at once: the promise is then rejected with the signal's reason. What the database says
 * of a statement is thrown as SwitchError `database-error`.
 */
export interface Database {
  readonly engine: EngineId;
  state(): Promise<DatabaseState>;
  catalog(signal?: AbortSignal): Promise<Catalog>;
  /** Short reading statements of the product's own. */
  select(statement: Statement, options: SelectOptions, signal?: AbortSignal): Promise<ResultSet>;
  /**
   * Statements of unknown length on one connection, to the first that fails. They do not hold up
   * `select`.
   */
  run(
    statements: readonly Statement[],
    options: RunOptions,
    signal?: AbortSignal,
  ): Promise<ScriptResult>;
  /** All statements in one transaction, or none. */
  write(statements: readonly WriteStatement[]): Promise<WriteOutcome>;
  /** Writes all rows to a file; the number of rows. */
  export(
    request: ExportRequest,
    onProgress: (rows: number) => void,
    signal?: AbortSignal,
  ): Promise<number>;
  /** Calls back after each commit of anybody while there is a listener; ends with the result. */
  onDidChange(listener: () => void): () => void;
  close(): Promise<void>;
}

/** What the statements of a script gave, one set each, to the one that failed. */
export interface ScriptResult {
  readonly sets: readonly ResultSet[];
  readonly failure?: StatementFailure;
}

export interface StatementFailure {
  readonly message: string;
  /** The statement writes, and the database was opened for reading. */
  readonly wouldWrite: boolean;
}

export interface RunOptions extends SelectOptions {
  /** `write` opens the database for writing: ask the user first. */
  readonly access: 'read' | 'write';
}
