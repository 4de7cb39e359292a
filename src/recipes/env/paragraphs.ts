import type { TextEdit } from '../../core/edit.ts';
import type { Span } from '../../core/span.ts';
import { type DotenvDocument, type DotenvEntry, removeDotenvEntry } from '../../formats/dotenv.ts';
import { wholeLines } from '../../formats/lines.ts';

/**
 * Takes entries out of an env file. Where all that a paragraph (lines between blank ones) assigns
 * goes, its comments and the blank lines behind it go too: they were the heading of it.
 */
export function removeWithHeadings(
  document: DotenvDocument,
  doomed: readonly DotenvEntry[],
): readonly TextEdit[] {
  const gone = new Set(doomed);
  const edits: TextEdit[] = [];
  for (const paragraph of paragraphsOf(document.text)) {
    const inside = document.entries.filter(
      ({ span }) => span.start >= paragraph.start && span.end <= paragraph.end,
    );
    const leaving = inside.filter((entry) => gone.has(entry));
    if (leaving.length === 0) continue;
    if (leaving.length < inside.length) {
      edits.push(...leaving.map((entry) => removeDotenvEntry(document, entry)));
    } else {
      edits.push({ ...wholeParagraph(document.text, paragraph), newText: '' });
    }
  }
  return edits;
}

function paragraphsOf(text: string): readonly Span[] {
  const form =
    /(?:^|(?<=[\r\n\uFEFF]))[ \t]*[^\s\uFEFF][^\r\n]*(?:(?:\r\n|\r|\n)[ \t]*[^\s][^\r\n]*)*/g;
  return [...text.matchAll(form)].map(({ 0: found, index }) => {
    return { start: index, end: index + found.length };
  });
}

/** With the blank lines behind it, or, at the end of the file, those before it. */
function wholeParagraph(text: string, paragraph: Span): Span {
  const { start, end } = wholeLines(text, paragraph);
  const behind = /^(?:[ \t]*(?:\r\n|\r|\n))+/.exec(text.slice(end))?.[0].length ?? 0;
  if (end + behind < text.length) return { start, end: end + behind };
  const before =
    /(?<=[\r\n])(?:[ \t]*(?:\r\n|\r|\n))+$/.exec(text.slice(0, start))?.[0].length ?? 0;
  return { start: start - before, end: end + behind };
}
