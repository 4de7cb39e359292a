/** One text file as it was read. */
export interface SourceFile {
  /** Relative to the workspace folder, with forward slashes. */
  readonly path: string;
  /** Decoded UTF-8; a byte order mark stays as the first character. */
  readonly text: string;
  /** SHA-256 of the bytes, in hexadecimal. */
  readonly hash: string;
}

/** Why a file that looked relevant was not read. */
export type SkipReason = 'too-large' | 'binary' | 'encoding' | 'outside-workspace' | 'unreadable';

export interface SkippedFile {
  readonly path: string;
  readonly reason: SkipReason;
}

/** The relevant text files of a workspace at one moment; open editors win over the disk. */
export interface WorkspaceSnapshot {
  /** By path, in path order. */
  readonly files: ReadonlyMap<string, SourceFile>;
  /** Paths of files that exist and whose content does not matter. */
  readonly others: ReadonlySet<string>;
  readonly skipped: readonly SkippedFile[];
}
