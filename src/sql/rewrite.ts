import { applyEdits, type TextEdit } from '../core/edit.ts';
import type { Span } from '../core/span.ts';
import { tokenize } from './lexer.ts';

/** New text for a span; pieces that are spans stand for their text with its own rewrites. */
export interface Rewrite {
  readonly span: Span;
  readonly pieces: readonly (string | Span)[];
}

export interface Composition {
  /** Disjoint edits of the text, in order, as small as the pieces allow. */
  readonly edits: readonly TextEdit[];
  /** Rewrites that cross another one and were left out. */
  readonly conflicts: readonly Rewrite[];
}

/**
 * Makes edits of rewrites that nest in each other: a cast inside an argument that another rule
 * moves is rewritten where the argument ends up. Of two rewrites of one span the first is outer.
 */
export function composeRewrites(text: string, rewrites: readonly Rewrite[]): Composition {
  // Sorting is stable: of two rewrites of one span the first stays the first.
  const sorted = rewrites.toSorted(
    (a, b) => a.span.start - b.span.start || b.span.end - a.span.end,
  );
  const { kept, conflicts } = withoutCrossings(sorted);
  const edits = editsWithin(
    { text, rewrites: kept },
    { start: 0, end: text.length + 1 },
    new Set(),
  );
  return { edits: withJoinedInsertions(edits), conflicts };
}

/** Insertions at one place as one edit: `power(power(` are two equal ones, and both are meant. */
function withJoinedInsertions(edits: readonly TextEdit[]): TextEdit[] {
  const joined: TextEdit[] = [];
  for (const edit of edits) {
    const last = joined.at(-1);
    const isSamePlace = last?.start === edit.start && last.end === edit.end;
    if (last && isSamePlace && edit.start === edit.end)
      joined.splice(-1, 1, { ...edit, newText: last.newText + edit.newText });
    else joined.push(edit);
  }
  return joined;
}

interface Scene {
  readonly text: string;
  readonly rewrites: readonly Rewrite[];
}

function withoutCrossings(sorted: readonly Rewrite[]) {
  const kept: Rewrite[] = [];
  const conflicts: Rewrite[] = [];
  const open: Rewrite[] = [];
  for (const rewrite of sorted) {
    while ((open.at(-1)?.span.end ?? Number.POSITIVE_INFINITY) <= rewrite.span.start) open.pop();
    if (rewrite.span.end > (open.at(-1)?.span.end ?? Number.POSITIVE_INFINITY)) {
      conflicts.push(rewrite);
      continue;
    }
    kept.push(rewrite);
    open.push(rewrite);
  }
  return { kept, conflicts };
}

/** The edits of the outermost rewrites in a span, those excepted that are being rendered. */
function editsWithin(scene: Scene, span: Span, active: ReadonlySet<Rewrite>): TextEdit[] {
  const edits: TextEdit[] = [];
  let position = span.start;
  for (let index = firstFrom(scene.rewrites, span.start); ; index += 1) {
    const rewrite = scene.rewrites[index];
    if (!rewrite || rewrite.span.start >= span.end) return edits;
    if (rewrite.span.start < position || rewrite.span.end > span.end || active.has(rewrite))
      continue;
    edits.push(...editsOf(scene, rewrite, new Set([...active, rewrite])));
    position = rewrite.span.end;
  }
}

function firstFrom(rewrites: readonly Rewrite[], start: number): number {
  let low = 0;
  let high = rewrites.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rewrites[middle]?.span.start ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  return low;
}

function editsOf(scene: Scene, rewrite: Rewrite, active: ReadonlySet<Rewrite>): TextEdit[] {
  const edits: TextEdit[] = [];
  let position = rewrite.span.start;
  let glue = '';
  for (const piece of rewrite.pieces) {
    if (typeof piece === 'string') {
      glue += piece;
      continue;
    }
    if (piece.start < position || piece.end > rewrite.span.end)
      return [moved(scene, rewrite, active)];
    edits.push(...glueEdit(scene.text, { start: position, end: piece.start }, glue));
    edits.push(...editsWithin(scene, piece, active));
    position = piece.end;
    glue = '';
  }
  edits.push(...glueEdit(scene.text, { start: position, end: rewrite.span.end }, glue));
  return edits;
}

/** One edit for the whole span, where pieces change their order or come from elsewhere. */
function moved(scene: Scene, { span, pieces }: Rewrite, active: ReadonlySet<Rewrite>): TextEdit {
  const newText = pieces
    .map((piece) => (typeof piece === 'string' ? piece : rendered(scene, piece, active)))
    .join('');
  const spans = pieces.filter((piece) => typeof piece !== 'string');
  const lost = commentsIn(scene.text, span).filter(
    (comment) => !spans.some(({ start, end }) => start <= comment.start && comment.end <= end),
  );
  return { ...span, newText: withComments(scene.text, lost, newText) };
}

function rendered({ text, rewrites }: Scene, span: Span, active: ReadonlySet<Rewrite>): string {
  const inside = editsWithin({ text, rewrites }, span, active);
  const edits = withJoinedInsertions(inside).map(({ start, end, newText }) => ({
    start: start - span.start,
    end: end - span.start,
    newText,
  }));
  return applyEdits(text.slice(span.start, span.end), edits);
}

/** The edit of the text between two pieces; none where only blanks, case or comments differ. */
function glueEdit(text: string, span: Span, glue: string): TextEdit[] {
  const before = text.slice(span.start, span.end);
  if (before === glue || isSameCode(before, glue)) return [];
  const isComment = glue.startsWith('/*') && skeleton(before) === '';
  const kept = isComment ? [] : commentsIn(text, span);
  return [{ ...span, newText: withComments(text, kept, glue) }];
}

function isSameCode(before: string, glue: string): boolean {
  const mayBeSame = /--|\/\*/.test(before + glue) || letters(before) === letters(glue);
  if (!mayBeSame) return false;
  const code = skeleton(before);
  return code !== '' && code === skeleton(glue);
}

function letters(text: string): string {
  return text.replace(/\s+/g, '').toLowerCase();
}

function skeleton(text: string): string {
  return tokenize(text)
    .filter(({ kind }) => kind !== 'comment')
    .map(({ value }) => value)
    .join(' ');
}

function commentsIn(text: string, { start, end }: Span): readonly Span[] {
  const slice = text.slice(start, end);
  if (!/--|\/\*/.test(slice)) return [];
  return tokenize(slice)
    .filter(({ kind }) => kind === 'comment')
    .map((token) => ({ start: token.start + start, end: token.end + start }));
}

/** A comment between rewritten tokens stays, in front of the new text. */
function withComments(text: string, comments: readonly Span[], newText: string): string {
  const kept = comments.map(({ start, end }) => {
    const comment = text.slice(start, end);
    return comment.startsWith('--') ? ` ${comment}\n` : ` ${comment} `;
  });
  return kept.join('') + newText;
}
