import type { TextEdit } from '../../../core/edit.ts';
import type { JavaScriptFile } from '../../facts/javascript-files.ts';
import type { ProposedChange } from '../../recipe.ts';

/** Edits of one file; a file can have several parts. */
export interface FilePart {
  readonly file: JavaScriptFile;
  readonly edits: readonly TextEdit[];
}

/** One change for each file that has edits, with what `tell` says of it. */
export function fileChanges(
  parts: readonly FilePart[],
  tell: (file: JavaScriptFile) => { readonly title: string; readonly why: string },
): readonly ProposedChange[] {
  const files = new Map(parts.map(({ file }) => [file.path, file]));
  return [...files.values()].flatMap((file): readonly ProposedChange[] => {
    const { path, hash } = file.source;
    const edits = parts
      .flatMap((part) => (part.file.path === path ? part.edits : []))
      .sort((a, b) => a.start - b.start);
    if (edits.length === 0) return [];
    return [{ ...tell(file), change: { kind: 'modify', path, hash, edits } }];
  });
}
