import type { Journal } from './journal.ts';

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
  remove(path: string): Promise<void>;
  exists(path: string): Promise<boolean>;
  /** Throws `file-not-writable` if a write would fail; changes nothing. */
  checkWritable(path: string): Promise<void>;
  hash(text: string): string;
}

/** Where journals and the contents that they name are kept. */
export interface JournalStore {
  /** The newest journal that is not reverted. */
  latest(): Promise<Journal | undefined>;
  save(journal: Journal): Promise<void>;
  keep(hash: string, text: string): Promise<void>;
  content(hash: string): Promise<string>;
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
  /** The path of the first of these programs that exists, for this project folder. */
  find(names: readonly string[], cwd: string): Promise<string | undefined>;
}

/** Told about long work; texts are short and hold no secret. */
export interface Progress {
  report(message: string, done?: number, total?: number): void;
}
