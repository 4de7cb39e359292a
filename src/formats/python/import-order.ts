import type { TextEdit } from '../../core/edit.ts';
import type { Span } from '../../core/span.ts';
import type { PythonModule } from './module.ts';

/** A name in an import statement's list. */
interface ListedName {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

type Order = (a: string, b: string) => number;

const byCodeUnits: Order = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
const byLetters: Order = (a, b) =>
  byCodeUnits(a.toLowerCase(), b.toLowerCase()) || byCodeUnits(a, b);

/**
 * The order of isort and ruff: constants, then classes, then the rest.
 * @see https://pycqa.github.io/isort/docs/configuration/options.html#order-by-type
 */
const byKind: Order = (a, b) => kindOf(a) - kindOf(b) || byLetters(a, b);

function kindOf(name: string): number {
  if (name.length > 1 && name === name.toUpperCase()) return 0;
  return name.charAt(0) === name.charAt(0).toLowerCase() ? 2 : 1;
}

/**
 * Edits that put names into the list of a `from` statement: where the list's order wants them, each
 * on a line of its own where the others are. One edit a name, so that two steps that need the same
 * name add it once.
 */
export function insertImportedNames(
  module: PythonModule,
  list: readonly ListedName[],
  additions: readonly string[],
): readonly TextEdit[] {
  const order = [byKind, byLetters, byCodeUnits].find((candidate) => isSorted(list, candidate));
  const sorted = order ? additions.toSorted(order) : additions;
  return sorted.map((addition) => insertOne(module, list, addition, order));
}

function isSorted(list: readonly ListedName[], order: Order): boolean {
  return list.every((item, index) => {
    const next = list[index + 1];
    return !next || order(item.name, next.name) <= 0;
  });
}

function insertOne(
  module: PythonModule,
  list: readonly ListedName[],
  addition: string,
  order: Order | undefined,
): TextEdit {
  const at = order ? list.findIndex(({ name }) => order(addition, name) < 0) : -1;
  const [first] = list;
  if (at === 0 && first) {
    return insertion(first.from, `${addition},${separatorBefore(module, first)}`);
  }
  const before = list.at(at < 0 ? -1 : at - 1);
  if (!before) throw new Error('An import statement names something.');
  return insertion(before.to, `,${separatorBefore(module, before)}${addition}`);
}

/** The line break and indentation before a name that begins its line, else a blank. */
function separatorBefore({ text, lineEnd }: PythonModule, { from }: ListedName): string {
  const before = text.slice(text.lastIndexOf('\n', from - 1) + 1, from);
  return before.trim() === '' && before !== '' ? lineEnd + before : ' ';
}

function insertion(start: number, newText: string): TextEdit & Span {
  return { start, end: start, newText };
}
