import type { TextEdit } from '../core/edit.ts';
import type { Span } from '../core/span.ts';
import { indentAt, lineEndAt, lineEndingOf, lineStartAt, nextLineAt } from './lines.ts';

/** A bracketed, comma-separated list in any language: an array, an object, a call's arguments. */
export interface SeparatedList {
  readonly text: string;
  /** With both brackets. */
  readonly span: Span;
  readonly items: readonly Span[];
  /** Comments inside of the list; commas in them do not separate. */
  readonly comments: readonly Span[];
}

/** What happens to comments on lines of their own directly above an item that goes. */
export type LeadingComments = 'keep' | 'remove';

/**
 * Takes items out with their commas, and their lines where nothing else is on them; the comment
 * behind an item goes with it. The layout of what stays is not touched.
 */
export function removeItems(
  list: SeparatedList,
  indexes: readonly number[],
  leading: LeadingComments = 'keep',
): readonly TextEdit[] {
  const gone = new Set(indexes);
  let lastKept = list.items.length - 1;
  while (lastKept >= 0 && gone.has(lastKept)) lastKept -= 1;
  const inner = [...gone].filter((index) => index < lastKept).sort((a, b) => a - b);
  const edits = inner.map((index) => removal(itemRegion(list, index, leading)));
  return [...edits, ...removeTail(list, lastKept, leading)];
}

/** Puts an item behind another one (`after` counts from 0; -1 is the front), laid out like it. */
export function insertItem(
  list: SeparatedList,
  after: number,
  newText: string,
): readonly TextEdit[] {
  const { text, items } = list;
  const [first] = items;
  if (!first) return [insertion(list.span.start + 1, newText)];
  const anchor = items[after];
  const line = `${lineEndingOf(text)}${indentAt(text, (anchor ?? first).start)}${newText}`;
  if (!anchor) {
    if (!startsLine(text, first)) return [insertion(first.start, `${newText}, `)];
    return [insertion(lineEndAt(text, list.span.start), `${line},`)];
  }
  if (!startsLine(text, anchor)) return [insertion(anchor.end, `, ${newText}`)];
  const comma = commaAfter(list, after);
  const lineEnd = endOfItemLine(list, after);
  if (comma !== undefined) return [insertion(lineEnd, `${line},`)];
  return [insertion(anchor.end, ','), insertion(lineEnd, line)];
}

/** Where the comma after an item is, if it has one. */
function commaAfter({ text, span, items, comments }: SeparatedList, index: number) {
  const end = items[index + 1]?.start ?? span.end - 1;
  for (let at = items[index]?.end ?? end; at < end; at += 1) {
    const comment = comments.find(({ start }) => start === at);
    if (comment) at = comment.end - 1;
    else if (text[at] === ',') return at;
  }
  return undefined;
}

/** The end of the line on which an item ends, its comma and a comment behind it included. */
function endOfItemLine(list: SeparatedList, index: number): number {
  const end = list.items[index]?.end ?? list.span.end;
  const lineEnd = lineEndAt(list.text, end);
  return Math.min(lineEnd, list.span.end - 1);
}

function removeTail(
  list: SeparatedList,
  lastKept: number,
  leading: LeadingComments,
): readonly TextEdit[] {
  const { text, items, span } = list;
  const first = items[lastKept + 1];
  const last = items.at(-1);
  if (!first || !last) return [];
  const kept = items[lastKept];
  const trailing = commaAfter(list, items.length - 1);
  if (!startsLine(text, first) || lineEndAt(text, last.end) > span.end - 1) {
    const start = kept?.end ?? first.start;
    return [removal({ start, end: kept || trailing === undefined ? last.end : trailing + 1 })];
  }
  const edits: TextEdit[] = [];
  const comma = commaAfter(list, lastKept);
  if (trailing === undefined && comma !== undefined) {
    edits.push(removal({ start: comma, end: comma + 1 }));
  }
  for (let index = lastKept + 1; index < items.length; index += 1) {
    edits.push(removal(itemRegion(list, index, leading)));
  }
  return edits;
}

/** What of the text goes with an item that is followed by others or stands on its own line. */
function itemRegion(list: SeparatedList, index: number, leading: LeadingComments): Span {
  const { text, items } = list;
  const item = items[index] ?? list.span;
  const next = items[index + 1];
  const behind = lineEndAt(text, item.end);
  if (!startsLine(text, item) || (next && next.start < behind)) {
    return { start: item.start, end: next?.start ?? item.end };
  }
  const top = leading === 'remove' ? aboveWithComments(list, item.start) : item.start;
  const start = lineStartAt(text, top);
  const end = nextLineAt(text, item.end);
  const stoodAlone =
    leading === 'remove' && isBlankLine(text, end) && isBlankLineBefore(text, start);
  return { start, end: stoodAlone ? nextLineAt(text, end) : end };
}

function isBlankLine(text: string, offset: number): boolean {
  return offset < text.length && text.slice(offset, lineEndAt(text, offset)).trim() === '';
}

function isBlankLineBefore(text: string, lineStart: number): boolean {
  return /(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)$/.test(text.slice(0, lineStart));
}

/** The start of the first of the comments that stand, line by line, directly above an offset. */
function aboveWithComments({ text, comments }: SeparatedList, offset: number): number {
  let top = offset;
  for (const comment of comments.toReversed()) {
    const between = text.slice(comment.end, top);
    if (comment.end > top || !/^[ \t]*(?:\r\n|\r|\n)[ \t]*$/.test(between)) continue;
    if (startsLine(text, comment)) top = comment.start;
  }
  return top;
}

function startsLine(text: string, span: Span): boolean {
  return /^[ \t]*$/.test(text.slice(lineStartAt(text, span.start), span.start));
}

function insertion(at: number, newText: string): TextEdit {
  return { start: at, end: at, newText };
}

function removal({ start, end }: Span): TextEdit {
  return { start, end, newText: '' };
}
