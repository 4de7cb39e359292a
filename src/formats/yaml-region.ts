import type { Span } from '../core/span.ts';
import { columnAt, lineStartAt, lineTextFrom, nextLineAt } from './lines.ts';
import type { YamlContainer, YamlEntry } from './yaml-tree.ts';

const comment = /^\s*#/;
const blank = /^\s*$/;
/** A comment that is itself YAML: somebody's switched-off lines, nobody's description. */
const switchedOff = /^\s*#+\s*(?:-\s+\S|[\w.$-]+:(?:\s|$)|[A-Z][A-Z0-9_]+=)/;

/** Whether an entry begins its line, so that whole lines can be removed with it. */
export function ownsItsLine(text: string, entry: YamlEntry): boolean {
  return blank.test(text.slice(lineStartAt(text, entry.span.start), entry.span.start));
}

/** The lines of a block entry with the comments that belong to it: above, beside and inside. */
export function entryLines(text: string, entry: YamlEntry): Span {
  const column = columnAt(text, entry.span.start);
  const start = lineStartAt(text, entry.span.start);
  const end = endOfInnerComments(text, nextLineAt(text, entry.span.end), column);
  return { start: start - commentLengthAbove(text, start, column), end };
}

function endOfInnerComments(text: string, from: number, column: number): number {
  let end = from;
  for (let at = from; at < text.length; at = nextLineAt(text, at)) {
    const line = lineTextFrom(text, at);
    if (blank.test(line)) continue;
    if (!comment.test(line) || line.search(/\S/) <= column) break;
    end = nextLineAt(text, at);
  }
  return end;
}

/** How many characters of describing comments stand directly above a line, at its column. */
function commentLengthAbove(text: string, start: number, column: number): number {
  let top = start;
  for (let at = start; at > 0; ) {
    at = lineStartAt(text, at - lineBreakLengthBefore(text, at));
    const line = lineTextFrom(text, at);
    if (at === top || !comment.test(line) || line.search(/\S/) !== column) break;
    if (switchedOff.test(line)) break;
    top = at;
  }
  return start - top;
}

function lineBreakLengthBefore(text: string, offset: number): number {
  return text.slice(offset - 2, offset) === '\r\n' ? 2 : 1;
}

/**
 * The lines of an entry if it is removed together with others of its container. A comment above a
 * run of one-line entries describes the run: it goes only if all of the run goes.
 */
export function removalLines(
  text: string,
  entry: YamlEntry,
  removed: (entry: YamlEntry) => boolean,
): Span {
  const lines = entryLines(text, entry);
  const start = lineStartAt(text, entry.span.start);
  if (lines.start === start || runBelow(text, entry).every(removed)) return lines;
  return { start, end: lines.end };
}

/** The one-line entries that follow one without a comment or blank line between. */
function runBelow(text: string, entry: YamlEntry): readonly YamlEntry[] {
  const entries: readonly YamlEntry[] = entry.container.entries;
  const run: YamlEntry[] = [];
  let end = lineStartAt(text, entry.span.start);
  for (const next of entries.slice(entries.indexOf(entry))) {
    const oneLine = nextLineAt(text, next.span.start) >= next.span.end;
    if (!oneLine || lineStartAt(text, next.span.start) !== end) break;
    run.push(next);
    end = nextLineAt(text, next.span.end);
  }
  return run;
}

/** Blank lines directly before and after a place, as lengths in characters. */
export function blankAround(text: string, { start, end }: Span) {
  let top = start;
  while (top > 0) {
    const at = lineStartAt(text, top - lineBreakLengthBefore(text, top));
    if (at === top || !blank.test(text.slice(at, top))) break;
    top = at;
  }
  let bottom = end;
  while (bottom < text.length && blank.test(lineTextFrom(text, bottom))) {
    bottom = nextLineAt(text, bottom);
  }
  return { before: start - top, after: bottom - end };
}

/** Whether comment lines would be left inside a container all of whose entries are removed. */
export function leavesComments(text: string, container: YamlContainer): boolean {
  const [first] = container.entries;
  const last = container.entries.at(-1);
  if (container.flow || !first || !last || !container.holder) return false;
  const column = columnAt(text, first.span.start);
  if (column <= columnAt(text, container.holder.span.start)) return false;
  const covered = container.entries.map((entry) => entryLines(text, entry));
  const from = nextLineAt(text, container.holder.span.start);
  const to = endOfInnerComments(text, nextLineAt(text, last.span.end), column - 1);
  for (let at = from; at < to; at = nextLineAt(text, at)) {
    const inside = covered.some(({ start, end }) => start <= at && at < end);
    if (!inside && comment.test(lineTextFrom(text, at))) return true;
  }
  return false;
}
