import { mergeEdits } from '../core/edit.ts';
import { type FileChange, type RestoreFile, textAfter } from '../core/file-change.ts';
import type { JournalStore } from '../core/ports.ts';
import { mergeThreeWay } from './merge.ts';

/** The changes that the steps of one file make, as one change. */
export function combine(changes: readonly FileChange[]): FileChange {
  const [first] = changes;
  if (!first) throw new Error('A file without a change.');
  if (first.kind !== 'modify') return first;
  const edits = changes.flatMap((change) => (change.kind === 'modify' ? change.edits : []));
  return { ...first, edits: mergeEdits(edits) };
}

/**
 * The file's text after a change, or `undefined` where it is gone.
 * Throws `journal-damaged` where a kept content is missing.
 */
export async function resolveChange(
  change: FileChange,
  textBefore: string | undefined,
  journals: Pick<JournalStore, 'content'>,
): Promise<string | undefined> {
  if (change.kind !== 'restore') return textAfter(change, textBefore ?? '');
  const keptText = (hash: string) => journals.content(change.journal, hash);
  const before = change.before && (await keptText(change.before));
  const after = change.after && (await keptText(change.after));
  return restoredText(change, textBefore, { before, after });
}

/** Both sides of a switch, as its journal keeps them. */
export interface KeptTexts {
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** The text that a restoration gives; the plan has made sure that it merges. */
export function restoredText(
  { hash, after: afterHash }: RestoreFile,
  textNow: string | undefined,
  { before, after }: KeptTexts,
): string | undefined {
  if (hash === afterHash) return before;
  return mergeThreeWay(after ?? '', textNow ?? '', before ?? '').text;
}
