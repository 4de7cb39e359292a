import { applyEdits, type TextEdit } from './edit.ts';

/** What happens to one file. `hash` is that of the content which the change was made for. */
export type FileChange = ModifyFile | CreateFile | DeleteFile;

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

/** The text after the change, or `undefined` where the file is gone. */
export function textAfter(change: FileChange, textBefore: string): string | undefined {
  switch (change.kind) {
    case 'modify':
      return applyEdits(textBefore, change.edits);
    case 'create':
      return change.text;
    case 'delete':
      return undefined;
  }
}
