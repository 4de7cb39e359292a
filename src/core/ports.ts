import type { Journal } from './journal.ts';
import type { GuardedMigration, Task } from './plan.ts';

/** What a file is, as far as a change needs to know. */
export interface FileState {
  readonly text: string;
  readonly hash: string;
  readonly mode: number;
}

/**
 * The files of one workspace; paths are relative with forward slashes. Every method resolves
 * symbolic links and throws `outside-workspace` for a place outside. A write is atomic: the old or
 * the new content, never a part.
 */
export interface FileStore {
  /** The file, or `undefined` where there is none. */
  read(path: string): Promise<FileState | undefined>;
  write(path: string, text: string, mode?: number): Promise<void>;
  /** A file that is not there is removed already. */
  remove(path: string): Promise<void>;
  /** Leaves a folder that holds anything. */
  removeFolderIfEmpty(path: string): Promise<void>;
  exists(path: string): Promise<boolean>;
  /** The files below a folder, or the file itself; empty where there is nothing. */
  list(path: string): Promise<readonly string[]>;
  /** Throws `file-not-writable` if a write would fail; changes nothing. */
  checkWritable(path: string): Promise<void>;
  hash(text: string): string;
}

/** Where journals and the contents that they name are kept. */
export interface JournalStore {
  /** Journals of this workspace, the newest first. */
  list(): Promise<readonly Journal[]>;
  save(journal: Journal): Promise<void>;
  /** Keeps a content under its hash, readable by the user alone. */
  keep(journal: string, hash: string, text: string): Promise<void>;
  /** Throws `journal-damaged` where it is missing or not what its name says. */
  content(journal: string, hash: string): Promise<string>;
  /** Moves a file of the workspace out of it, into the journal's folder; nothing is lost. */
  setAside(journal: string, path: string): Promise<void>;
  /** Keeps the report of a switch; gives its path in the workspace. */
  saveReport(journal: string, markdown: string): Promise<string>;
  /** A new journal's name; later ones sort behind earlier ones. */
  newId(): string;
  /** Runs one thing at a time in a workspace, across processes; throws `workspace-locked`. */
  exclusively<T>(work: () => Promise<T>): Promise<T>;
}

export interface RunRequest {
  readonly program: string;
  readonly args: readonly string[];
  /** Relative to the workspace. */
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly onOutput?: (text: string) => void;
  readonly signal?: AbortSignal;
}

export interface RunResult {
  readonly exitCode: number;
  readonly output: string;
}

/** Runs programs; a signal ends the whole process tree. */
export interface ProcessRunner {
  /** Throws `program-missing`; a non-zero exit is a result, not an error. */
  run(request: RunRequest): Promise<RunResult>;
  /** The program that a tool is for the project in this folder: its own environment's wins. */
  find(tool: Task['tool'], cwd: string): Promise<string | undefined>;
}

/** How a run tells of itself, and how it is ended. */
export interface MigrationWatch {
  readonly onOutput: (text: string) => void;
  readonly signal?: AbortSignal;
}

/**
 * Runs a project's migrations, on a SQLite file with backup, stock and checks around them. Throws
 * `program-missing`, `program-failed` and `migration-refused`; the database is then as it was.
 */
export interface MigrationRunner {
  /** `cwd`: where the tool runs, relative to the workspace. */
  run(migration: GuardedMigration, cwd: string, watch: MigrationWatch): Promise<void>;
}

/** Told about long work; texts are short and hold no secret. */
export interface Progress {
  report(message: string, done?: number, total?: number): void;
}
