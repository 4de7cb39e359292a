import { diff3Merge } from 'node-diff3';

/** Lines that both sides changed, each in its own way. */
export interface MergeConflict {
  /** Zero-based line in our text. */
  readonly line: number;
  readonly ours: string;
  readonly theirs: string;
}

export type MergeResult =
  | { readonly text: string; readonly conflicts?: never }
  | { readonly text?: never; readonly conflicts: readonly MergeConflict[] };

/** Merges by lines what `ours` and `theirs` each made of `base`; equal changes are no conflict. */
export function mergeThreeWay(base: string, ours: string, theirs: string): MergeResult {
  const regions = diff3Merge(linesOf(ours), linesOf(base), linesOf(theirs), {
    excludeFalseConflicts: true,
  });
  const conflicts = regions.flatMap(({ conflict }) =>
    conflict
      ? { line: conflict.aIndex, ours: conflict.a.join(''), theirs: conflict.b.join('') }
      : [],
  );
  if (conflicts.length > 0) return { conflicts };
  return { text: regions.flatMap(({ ok }) => ok ?? []).join('') };
}

/** Lines with their ends, so that joining them gives the text back. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}
