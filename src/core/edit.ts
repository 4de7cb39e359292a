import type { Span } from './span.ts';

/** Replaces the characters of a span; an insertion has `start === end`. */
export interface TextEdit extends Span {
  readonly newText: string;
}

/** Two edits that change the same characters: a defect in whoever made them. */
export class OverlappingEditsError extends Error {
  readonly first: TextEdit;
  readonly second: TextEdit;
  constructor(first: TextEdit, second: TextEdit) {
    super(`Edits overlap at ${first.start}-${first.end} and ${second.start}-${second.end}.`);
    this.name = 'OverlappingEditsError';
    this.first = first;
    this.second = second;
  }
}

/**
 * Puts edits of one text in order and checks that they do not overlap. Equal edits are one edit:
 * two steps that both need `import os` at the same place insert it once. Insertions at one offset
 * keep the order in which they were given.
 */
export function mergeEdits(edits: readonly TextEdit[]): readonly TextEdit[] {
  const seen = new Set<string>();
  const merged: TextEdit[] = [];
  for (const edit of edits.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    const key = `${edit.start}:${edit.end}:${edit.newText}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const last = merged.at(-1);
    if (last && edit.start < last.end) throw new OverlappingEditsError(last, edit);
    merged.push(edit);
  }
  return merged;
}

/** The text with all edits applied; offsets refer to the text as it was before the first one. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let position = 0;
  for (const edit of mergeEdits(edits)) {
    result += text.slice(position, edit.start) + edit.newText;
    position = edit.end;
  }
  return result + text.slice(position);
}

/** The edits that turn `applyEdits(text, edits)` back into `text`. */
export function invertEdits(text: string, edits: readonly TextEdit[]): readonly TextEdit[] {
  let shift = 0;
  return mergeEdits(edits).map((edit) => {
    const start = edit.start + shift;
    shift += edit.newText.length - (edit.end - edit.start);
    return { start, end: start + edit.newText.length, newText: text.slice(edit.start, edit.end) };
  });
}
