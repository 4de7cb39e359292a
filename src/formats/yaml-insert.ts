import type { TextEdit } from '../core/edit.ts';
import { columnAt, lineEndingOf, nextLineAt } from './lines.ts';
import type { YamlFile } from './yaml.ts';
import { blankAround, entryLines } from './yaml-region.ts';
import { asMap, type YamlContainer, type YamlNode, type YamlPair } from './yaml-tree.ts';

/** How many columns a file indents a level of maps. */
export function indentUnit(file: YamlFile): number {
  for (const pair of asMap(file.roots[0])?.entries ?? []) {
    const [child] = asMap(pair.value)?.entries ?? [];
    if (!child || pair.value.kind !== 'map' || pair.value.flow) continue;
    const step = columnAt(file.text, child.span.start) - columnAt(file.text, pair.span.start);
    if (step > 0) return step;
  }
  return 2;
}

/** Adds an entry after the last one of a container, which stays. */
export function appendEntry(file: YamlFile, to: YamlContainer, lines: readonly string[]): TextEdit {
  const last = to.entries.at(-1);
  if (to.flow || !last) {
    const at = last ? last.span.end : to.span.start + 1;
    return { start: at, end: at, newText: (last ? ', ' : '') + lines.join(' ') };
  }
  const own = entryLines(file.text, last);
  const isAlone = to.entries.length === 1 && !to.holder;
  const isSpaced = to.entries.length > 1 && blankAround(file.text, own).before > 0;
  const column = columnAt(file.text, last.span.start);
  return insertLines(file, { at: own.end, column }, isAlone || isSpaced ? ['', ...lines] : lines);
}

/** Gives a pair without a value its first entry. */
export function fillPair(file: YamlFile, pair: YamlPair, lines: readonly string[]): TextEdit {
  const at = nextLineAt(file.text, pair.span.end);
  const column = columnAt(file.text, pair.span.start) + indentUnit(file);
  return insertLines(file, { at, column }, lines);
}

/** Puts lines at the start of a line, indented to a column; their own indentation is two a level. */
export function insertLines(
  file: YamlFile,
  place: { readonly at: number; readonly column: number },
  lines: readonly string[],
): TextEdit {
  const unit = indentUnit(file);
  const indented = lines.map((line) => {
    const level = line.search(/\S|$/) / 2;
    return line && ' '.repeat(place.column + level * unit) + line.trimStart();
  });
  const lineBreak = lineEndingOf(file.text);
  const block = indented.join(lineBreak);
  const open = place.at > 0 && !/[\r\n]/.test(file.text[place.at - 1] ?? '');
  const newText = open ? lineBreak + block : block + lineBreak;
  return { start: place.at, end: place.at, newText };
}

/** The source of an anchored node, with its anchor, indented to stand somewhere else. */
export function reindented(file: YamlFile, node: YamlNode, column: number): string {
  const source = file.text.slice(node.propsStart, node.span.end);
  const [head = '', ...lines] = source.split(/\r\n|\n|\r/);
  const written = Math.min(...lines.filter((line) => line.trim()).map((line) => line.search(/\S/)));
  const body = lines.map((line) => line && ' '.repeat(column) + line.slice(written));
  return [head, ...body].join(lineEndingOf(file.text));
}
