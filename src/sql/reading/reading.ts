import { applyEdits, mergeEdits, type TextEdit } from '../../core/edit.ts';
import { type Parsed, parseStatement } from '../parser.ts';
import { PatchedText } from '../patched-text.ts';
import { placeholderProblem } from '../problems.ts';
import type { ScriptAnalysis } from '../script-analysis.ts';
import type { SqlProblem } from '../translate.ts';
import {
  keepsOrder,
  type PlaceholderChoice,
  type PlaceholderMask,
  placeholderMask,
} from './placeholders.ts';

/** A statement as the parser took it. Offsets in the tree are those of `text`. */
export interface Reading {
  readonly parsed: Parsed;
  readonly text: string;
  /** Missing where the parser took the text as it is. */
  readonly mask?: Mask;
  /** What was changed before the statement was parsed. */
  readonly problems?: readonly SqlProblem[];
  /** All that there is to do, where the statement needed no parser. */
  readonly done?: ScriptAnalysis;
}

/** Text that the grammar takes in the place of placeholders, with the way back. */
export interface Mask extends PlaceholderMask {
  readonly patched: PatchedText;
}

/** Parses a statement, with its placeholders as parameters. */
export function readStatement(text: string, choice: PlaceholderChoice): Reading {
  const placeholders = placeholderMask(text, choice);
  if (placeholders) {
    const patched = new PatchedText(text).apply(placeholders.edits);
    const parsed = parseStatement(patched.text);
    if (parsed.tree) return { parsed, text: patched.text, mask: { ...placeholders, patched } };
  }
  return { parsed: parseStatement(text), text };
}

/** What was found in the text that was parsed, at its places in the text as it was written. */
export function unmasked(source: string, reading: Reading, found: ScriptAnalysis): ScriptAnalysis {
  const { mask, problems: before = [] } = reading;
  if (!mask) return found;
  const isInOrder = keepsOrder(mask.patched.text, applyEdits(mask.patched.text, found.edits));
  const { restoreNumbered = mask.restore } = mask;
  const restore = isInOrder ? mask.restore : restoreNumbered;
  const problems = [
    ...before,
    ...found.problems.map((problem) => problemInSource(source, mask, problem)),
    ...(isInOrder ? [] : [placeholderProblem(source)]),
  ];
  return {
    edits: editsOfSource(source, { ...mask, restore }, found.edits),
    problems: problems.toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end),
  };
}

/** The parser's error at its place in the text as it was written. */
export function errorInSource({ parsed, mask }: Reading): Parsed['error'] {
  if (!parsed.error || !mask) return parsed.error;
  return { ...parsed.error, at: mask.patched.originalOffset(parsed.error.at) };
}

function problemInSource(source: string, mask: Mask, { fix, ...problem }: SqlProblem): SqlProblem {
  const { patched } = mask;
  const { start, end } = problem.span;
  const span = { start: patched.originalOffset(start), end: patched.originalOffset(end) };
  if (!fix) return { ...problem, span };
  const own = new Set(editsOfSource(source, mask, []).map(keyOf));
  const edits = editsOfSource(source, mask, fix).filter((edit) => !own.has(keyOf(edit)));
  return { ...problem, span, fix: edits };
}

/** The mask's edits and these as one; what is as it was written is no edit. */
function editsOfSource(
  source: string,
  { patched, restore }: Mask,
  edits: readonly TextEdit[],
): readonly TextEdit[] {
  const all = patched
    .apply(edits)
    .edits.map((edit) => ({ ...edit, newText: restore(edit.newText) }));
  return mergeEdits(all.filter(({ start, end, newText }) => source.slice(start, end) !== newText));
}

function keyOf({ start, end, newText }: TextEdit): string {
  return `${start}:${end}:${newText}`;
}
