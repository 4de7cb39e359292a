import { type ScriptPart, splitFrom, splitScript } from './splitter.ts';

/** The parts of a script, and which of them are those of the text before. */
export interface ScriptUpdate {
  readonly parts: readonly ScriptPart[];
  /** So many at the beginning are the same objects as before. */
  readonly before: number;
  /** So many at the end have the same text as before, at another place. */
  readonly after: number;
  /** What stood between them before. */
  readonly removed: readonly ScriptPart[];
}

/** Splits one script again and again while it is edited. */
export interface ScriptSplitter {
  update(text: string): ScriptUpdate;
}

/**
 * A script's parts while it is edited: an edit splits anew from the part before it up to the first
 * end of a part that was one before.
 */
export class ScriptParts implements ScriptSplitter {
  #text = '';
  #parts: readonly ScriptPart[] = [];

  update(text: string): ScriptUpdate {
    const old = this.#parts;
    const { parts, before, after } = this.#resplit(text);
    this.#text = text;
    this.#parts = parts;
    return { parts, before, after, removed: old.slice(before, old.length - after) };
  }

  #resplit(text: string): Omit<ScriptUpdate, 'removed'> {
    const old = this.#parts;
    if (old.length === 0) return { parts: splitScript(text), before: 0, after: 0 };
    const same = commonPrefix(this.#text, text);
    const sameEnd = commonSuffix(this.#text, text, same);
    const shift = text.length - this.#text.length;
    // The part before the edit may go on now, and a COPY looks at what follows it.
    const parts = old.slice(0, Math.max(0, indexFrom(old, same) - 2));
    // A COPY and its data are split together.
    if (parts.at(-1)?.kind === 'statement' && parts.at(-1)?.copy) parts.pop();
    const before = parts.length;
    let position = parts.at(-1)?.terminatorEnd ?? 0;
    while (position < text.length) {
      const next = position < text.length - sameEnd ? -1 : indexFrom(old, position - shift);
      if (next >= before && isEndOf(old[next], position - shift)) {
        const rest = old.slice(next + 1);
        for (const part of rest) parts.push(shifted(part, shift));
        return { parts, before, after: rest.length };
      }
      const split = splitFrom(text, position);
      parts.push(...split.parts);
      position = split.end;
    }
    return { parts, before, after: 0 };
  }
}

/** Whether a part ends here, and what follows it depends on nothing before. */
function isEndOf(part: ScriptPart | undefined, offset: number): boolean {
  return part?.terminatorEnd === offset && part.kind === 'statement' && !part.copy;
}

function shifted(part: ScriptPart, by: number): ScriptPart {
  if (by === 0) return part;
  const { start, end, terminatorEnd } = part;
  return { ...part, start: start + by, end: end + by, terminatorEnd: terminatorEnd + by };
}

/** The first part that ends at or after an offset. */
function indexFrom(parts: readonly ScriptPart[], offset: number): number {
  let low = 0;
  let high = parts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((parts[middle]?.terminatorEnd ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How many characters are the same at the beginning of both. */
function commonPrefix(a: string, b: string): number {
  let low = 0;
  let high = Math.min(a.length, b.length);
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (a.slice(low, middle) === b.slice(low, middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** How many characters are the same at the end of both, behind the first `from` ones. */
function commonSuffix(a: string, b: string, from: number): number {
  let low = 0;
  let high = Math.min(a.length, b.length) - from;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    const isSame =
      a.slice(a.length - middle, a.length - low) === b.slice(b.length - middle, b.length - low);
    if (isSame) low = middle;
    else high = middle - 1;
  }
  return low;
}
