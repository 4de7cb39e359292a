import { mergeEdits, type TextEdit } from '../core/edit.ts';

/** A stretch of the new text: from the original where `origin` says, else new. */
interface Segment {
  readonly text: string;
  readonly origin?: number;
}

/** A text after rounds of edits, each made for the result of the one before. */
export class PatchedText {
  readonly #original: string;
  readonly #segments: readonly Segment[];

  constructor(original: string, segments: readonly Segment[] = [{ text: original, origin: 0 }]) {
    this.#original = original;
    this.#segments = segments;
  }

  get text(): string {
    return this.#segments.map(({ text }) => text).join('');
  }

  /** The text after more edits; their offsets are of `text`. */
  apply(edits: readonly TextEdit[]): PatchedText {
    const segments: Segment[] = [];
    let position = 0;
    for (const { start, end, newText } of mergeEdits(edits)) {
      segments.push(...this.#between(position, start));
      if (newText) segments.push({ text: newText });
      position = end;
    }
    segments.push(...this.#between(position, Number.POSITIVE_INFINITY));
    return new PatchedText(this.#original, segments);
  }

  /** All rounds as one: edits of the original text. */
  get edits(): readonly TextEdit[] {
    const edits: TextEdit[] = [];
    let position = 0;
    let newText = '';
    for (const { text, origin } of this.#segments) {
      if (origin === undefined) {
        newText += text;
        continue;
      }
      if (origin > position || newText) edits.push({ start: position, end: origin, newText });
      position = origin + text.length;
      newText = '';
    }
    const end = this.#original.length;
    if (end > position || newText) edits.push({ start: position, end, newText });
    return edits;
  }

  /** Where an offset of `text` was in the original; for new text, where that was put in. */
  originalOffset(offset: number): number {
    let position = 0;
    let last = 0;
    for (const { text, origin } of this.#segments) {
      if (origin !== undefined) {
        if (offset < position + text.length) return origin + Math.max(0, offset - position);
        last = origin + text.length;
      }
      position += text.length;
    }
    return last;
  }

  #between(from: number, to: number): readonly Segment[] {
    const segments: Segment[] = [];
    let position = 0;
    for (const { text, origin } of this.#segments) {
      const start = Math.max(from, position);
      const end = Math.min(to, position + text.length);
      if (start < end) {
        const slice = text.slice(start - position, end - position);
        segments.push({
          text: slice,
          ...(origin !== undefined && { origin: origin + start - position }),
        });
      }
      position += text.length;
    }
    return segments;
  }
}
