import type { TextEdit } from '../core/edit.ts';
import type { Span } from '../core/span.ts';
import { columnAt, lineStartAt } from './lines.ts';
import type { YamlFile } from './yaml.ts';
import { appendEntry, fillPair, indentUnit, insertLines, reindented } from './yaml-insert.ts';
import {
  blankAround,
  entryLines,
  leavesComments,
  ownsItsLine,
  removalLines,
} from './yaml-region.ts';
import { type Orphan, type Removal, resolveRemoval } from './yaml-removal.ts';
import { writeScalar } from './yaml-scalar.ts';
import type { YamlContainer, YamlEntry, YamlPair, YamlScalar } from './yaml-tree.ts';

/** One wish for a YAML file; `owner` says who has it and is found again on its edits. */
export type YamlChange = { readonly owner: string } & (
  | { readonly kind: 'remove'; readonly entry: YamlEntry }
  | { readonly kind: 'replace'; readonly scalar: YamlScalar; readonly text: string }
  /** Writes something else in a place that no other kind of change can make. */
  | { readonly kind: 'splice'; readonly span: Span; readonly newText: string }
  /** Adds an entry at the end; further lines of it are indented by two spaces a level. */
  | { readonly kind: 'add'; readonly to: YamlContainer; readonly lines: readonly string[] }
  /** Gives a pair without a value its first entry. */
  | { readonly kind: 'fill'; readonly pair: YamlPair; readonly lines: readonly string[] }
);

/** An edit and the owner of the change that it comes from. */
export interface OwnedEdit {
  readonly owner: string;
  readonly edit: TextEdit;
}

type Kind<K extends YamlChange['kind']> = Extract<YamlChange, { kind: K }>;

/**
 * Turns changes of one file into edits of its text. All changes of a file have to be given at once:
 * what an emptied key, a moved anchor or a new last entry comes to depends on all of them.
 */
export function yamlEdits(file: YamlFile, changes: readonly YamlChange[]): readonly OwnedEdit[] {
  const of = <K extends YamlChange['kind']>(kind: K) =>
    changes.filter((change): change is Kind<K> => change.kind === kind);
  // What is added deeper stands first where several containers end at one place.
  const adds = of('add').toSorted((a, b) => depthOf(b.to) - depthOf(a.to));
  const asked = new Map<YamlEntry, string>();
  for (const { entry, owner } of of('remove')) if (!asked.has(entry)) asked.set(entry, owner);
  const removal = resolveRemoval(file, asked, new Set(adds.map(({ to }) => to)));
  const writer = new EditWriter(file, removal);
  return trimmedAtEnd(
    file.text,
    disjoint([
      ...writer.removals(asked),
      ...writer.emptied(removal.emptied),
      ...removal.orphans.map((orphan) => writer.moveAnchor(orphan)),
      ...of('replace').flatMap((change) => writer.replacement(change)),
      ...of('splice').flatMap((change) => writer.splice(change)),
      ...of('fill').map(({ owner, pair, lines }) => ({ owner, edit: fillPair(file, pair, lines) })),
      ...adds.map((change) => writer.addition(change)),
    ]),
  );
}

function depthOf({ holder }: YamlContainer): number {
  return holder ? 1 + depthOf(holder.container) : 0;
}

/** Blank lines between two removals belong to both: the first one takes them. */
function disjoint(edits: readonly OwnedEdit[]): readonly OwnedEdit[] {
  let taken = 0;
  return edits
    .toSorted((a, b) => a.edit.start - b.edit.start || a.edit.end - b.edit.end)
    .map(({ owner, edit }) => {
      const start = Math.max(edit.start, taken);
      const end = Math.max(edit.end, start);
      taken = end;
      return { owner, edit: { ...edit, start, end } };
    });
}

/** Where everything up to the end of the text goes, the blank lines before it go too. */
function trimmedAtEnd(text: string, edits: readonly OwnedEdit[]): readonly OwnedEdit[] {
  let start = text.length;
  let first = -1;
  for (let index = edits.length - 1; edits[index]?.edit.end === start; index -= 1) {
    if (edits[index]?.edit.newText !== '') return edits;
    start = edits[index]?.edit.start ?? start;
    first = index;
  }
  const { before } = blankAround(text, { start, end: text.length });
  const earlier = edits[first - 1]?.edit.end ?? 0;
  return edits.map((each, index) =>
    index === first
      ? { ...each, edit: { ...each.edit, start: Math.max(start - before, earlier) } }
      : each,
  );
}

class EditWriter {
  readonly #text: string;
  readonly #file: YamlFile;
  readonly #removed: ReadonlyMap<YamlEntry, string>;

  constructor(file: YamlFile, { outermost }: Removal) {
    this.#file = file;
    this.#text = file.text;
    this.#removed = outermost;
  }

  removals(asked: ReadonlyMap<YamlEntry, string>): readonly OwnedEdit[] {
    const containers = new Set([...this.#removed.keys()].map(({ container }) => container));
    return [...containers].flatMap((container) => this.#removalsIn(container, asked));
  }

  #removalsIn(container: YamlContainer, asked: ReadonlyMap<YamlEntry, string>) {
    const edits: OwnedEdit[] = [];
    for (const run of this.#runs(container)) {
      const [only] = run;
      if (container.flow || run.some((entry) => !ownsItsLine(this.#text, entry))) {
        edits.push(...this.#inlineRemoval(container, run));
      } else if (only && run.length === 1 && this.#keepsComments(only, asked)) {
        edits.push(...this.#commentedOut(only));
      } else edits.push(...this.#lineRemoval(run));
    }
    return edits;
  }

  /** Neighbouring removed entries of a container. */
  #runs({ entries }: YamlContainer): readonly (readonly YamlEntry[])[] {
    const runs: YamlEntry[][] = [];
    entries.forEach((entry: YamlEntry, index) => {
      if (!this.#removed.has(entry)) return;
      const previous = entries[index - 1];
      if (previous && this.#removed.has(previous)) runs.at(-1)?.push(entry);
      else runs.push([entry]);
    });
    return runs;
  }

  /** A key that goes only because it was emptied, with comments left inside. */
  #keepsComments(entry: YamlEntry, asked: ReadonlyMap<YamlEntry, string>): boolean {
    const { value } = entry;
    if (asked.has(entry) || (value.kind !== 'map' && value.kind !== 'list')) return false;
    return entry.kind === 'pair' && leavesComments(this.#text, value);
  }

  /** Switches the key off like the lines below it, and removes the entries. */
  #commentedOut(entry: YamlEntry): readonly OwnedEdit[] {
    const owner = this.#owner(entry);
    const { start } = entry.span;
    const { value } = entry;
    const inner = value.kind === 'map' || value.kind === 'list' ? value.entries : [];
    return [
      { owner, edit: { start, end: start, newText: '# ' } },
      ...inner.map((item: YamlEntry) => ({
        owner,
        edit: { ...entryLines(this.#text, item), newText: '' },
      })),
    ];
  }

  #lineRemoval(run: readonly YamlEntry[]): readonly OwnedEdit[] {
    const whole = this.#runSpan(run);
    const starts = run.map((entry) => this.#lines(entry).start);
    return run.map((entry, index) => ({
      owner: this.#owner(entry),
      edit: {
        start: index === 0 ? whole.start : (starts[index] ?? whole.start),
        end: starts[index + 1] ?? whole.end,
        newText: '',
      },
    }));
  }

  /** The lines of a run, with the blank lines that would be one too many without it. */
  #runSpan(run: readonly YamlEntry[]): Span {
    const spans = run.map((entry) => this.#lines(entry));
    const whole = { start: spans[0]?.start ?? 0, end: spans.at(-1)?.end ?? 0 };
    const { before, after } = blankAround(this.#text, whole);
    if (whole.end + after >= this.#text.length) {
      return { start: whole.start - before, end: this.#text.length };
    }
    const entries: readonly YamlEntry[] = run[0]?.container.entries ?? [];
    const isFirst = run[0] === entries[0] && run.length < entries.length;
    const extra = isFirst && before === 0 ? after : Math.min(before, after);
    return { start: whole.start, end: whole.end + extra };
  }

  #lines(entry: YamlEntry): Span {
    return removalLines(this.#text, entry, (other) => this.#removed.has(other));
  }

  #inlineRemoval({ entries }: YamlContainer, run: readonly YamlEntry[]): readonly OwnedEdit[] {
    const all: readonly YamlEntry[] = entries;
    const [first] = run;
    const last = run.at(-1);
    if (!first || !last) return [];
    const before = all[all.indexOf(first) - 1];
    const after = all[all.indexOf(last) + 1];
    const owner = this.#owner(first);
    const start = before ? before.span.end : first.span.start;
    const end = !before && after ? after.span.start : last.span.end;
    return [{ owner, edit: { start, end, newText: '' } }];
  }

  emptied(containers: ReadonlyMap<YamlContainer, string>): readonly OwnedEdit[] {
    return [...containers].map(([container, owner]) => {
      const brackets = container.kind === 'list' ? '[]' : '{}';
      if (container.flow) return { owner, edit: { ...container.span, newText: brackets } };
      const start = this.#text.slice(0, container.span.start).trimEnd().length;
      return { owner, edit: { start, end: container.span.end, newText: ` ${brackets}` } };
    });
  }

  /** Writes the anchored content where its first remaining alias stands. */
  moveAnchor({ alias, anchored, owner }: Orphan): OwnedEdit {
    const line = lineStartAt(this.#text, alias.span.start);
    const column = this.#text.slice(line, alias.span.start).search(/\S/) + indentUnit(this.#file);
    return { owner, edit: { ...alias.span, newText: reindented(this.#file, anchored, column) } };
  }

  replacement({ owner, scalar, text }: Kind<'replace'>): readonly OwnedEdit[] {
    if (this.#isGone(scalar.span.start)) return [];
    const { span } = scalar;
    const space = scalar.isNull && /\S/.test(this.#text[span.start - 1] ?? ' ') ? ' ' : '';
    return [{ owner, edit: { ...span, newText: space + writeScalar(text, scalar) } }];
  }

  splice({ owner, span, newText }: Kind<'splice'>): readonly OwnedEdit[] {
    return this.#isGone(span.start) ? [] : [{ owner, edit: { ...span, newText } }];
  }

  #isGone(offset: number): boolean {
    return [...this.#removed.keys()].some(({ span }) => span.start <= offset && offset < span.end);
  }

  addition({ owner, to, lines }: Kind<'add'>): OwnedEdit {
    const run = this.#runs(to).at(-1);
    const last = to.entries.at(-1);
    if (to.flow || !run || !last || run.at(-1) !== last) {
      return { owner, edit: appendEntry(this.#file, to, lines) };
    }
    const column = columnAt(this.#text, last.span.start);
    return {
      owner,
      edit: insertLines(this.#file, { at: this.#runSpan(run).start, column }, lines),
    };
  }

  #owner(entry: YamlEntry): string {
    return this.#removed.get(entry) ?? '';
  }
}
