import { applyEdits, type TextEdit } from './edit.ts';

/** What happens to one file. `hash` is that of the content which the change was made for. */
export type FileChange = DirectChange | RestoreFile;

/** A change that holds all that it needs. */
export type DirectChange = ModifyFile | CreateFile | DeleteFile;

export interface ModifyFile {
  readonly kind: 'modify';
  readonly path: string;
  readonly hash: string;
  readonly edits: readonly TextEdit[];
}

export interface CreateFile {
  readonly kind: 'create';
  readonly path: string;
  readonly text: string;
}

export interface DeleteFile {
  readonly kind: 'delete';
  readonly path: string;
  readonly hash: string;
}

/**
 * Takes a file back to what it was before an earlier switch; what was changed since is merged in.
 * Contents are named by the hashes under which that switch's journal keeps them, because they can
 * hold passwords.
 */
export interface RestoreFile {
  readonly kind: 'restore';
  readonly path: string;
  /** Of the content now; `undefined` where the file is not there. */
  readonly hash?: string;
  readonly journal: string;
  readonly before?: string;
  readonly after?: string;
}

/** The text after the change, or `undefined` where the file is gone. */
export function textAfter(change: DirectChange, textBefore: string): string | undefined {
  switch (change.kind) {
    case 'modify':
      return applyEdits(textBefore, change.edits);
    case 'create':
      return change.text;
    case 'delete':
      return undefined;
  }
}
