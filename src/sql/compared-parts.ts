import type { ScriptSplitter, ScriptUpdate } from './script-parts.ts';
import type { ScriptPart } from './splitter.ts';

/** A script's parts while it is edited, split anew each time and compared with those before. */
export class ComparedParts implements ScriptSplitter {
  readonly #split: (text: string) => readonly ScriptPart[];
  #parts: readonly ScriptPart[] = [];

  constructor(split: (text: string) => readonly ScriptPart[]) {
    this.#split = split;
  }

  update(text: string): ScriptUpdate {
    const old = this.#parts;
    const parts = [...this.#split(text)];
    const most = Math.min(old.length, parts.length);
    let before = 0;
    while (before < most && isSame(old[before], parts[before])) before += 1;
    let after = 0;
    while (after < most - before && hasSameText(old.at(-1 - after), parts.at(-1 - after)))
      after += 1;
    parts.splice(0, before, ...old.slice(0, before));
    this.#parts = parts;
    return { parts, before, after, removed: old.slice(before, old.length - after) };
  }
}

function isSame(a: ScriptPart | undefined, b: ScriptPart | undefined): boolean {
  return hasSameText(a, b) && a?.start === b?.start && a?.terminatorEnd === b?.terminatorEnd;
}

function hasSameText(a: ScriptPart | undefined, b: ScriptPart | undefined): boolean {
  return a?.kind === b?.kind && a?.text === b?.text;
}
