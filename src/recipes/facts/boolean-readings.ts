import { argumentsOf } from '../../formats/python/arguments.ts';
import {
  childrenOf,
  nodesOf,
  type PythonModule,
  type PythonNode,
  textOf,
} from '../../formats/python/module.ts';
import { stringLiteral } from '../../formats/python/string-literal.ts';

/** How code makes a yes or no of a word in the environment. */
export type BooleanReading =
  /** A library that knows the usual words. */
  | { readonly kind: 'word' }
  /** `int(...)`: anything but 0 is a yes. */
  | { readonly kind: 'number' }
  /** A comparison: these words are a yes, also in capitals where `folded`. */
  | { readonly kind: 'listed'; readonly words: readonly string[]; readonly folded: boolean };

const pairs: readonly (readonly [string, string])[] = [
  ['1', '0'],
  ['true', 'false'],
  ['yes', 'no'],
  ['on', 'off'],
  ['t', 'f'],
  ['y', 'n'],
];

/** What a word says; `undefined` for one that the reading does not know. */
export function isYes(reading: BooleanReading, word: string): boolean | undefined {
  const lower = word.toLowerCase();
  switch (reading.kind) {
    case 'listed':
      return reading.words.includes(reading.folded ? lower : word);
    case 'number':
      return /^\d+$/.test(word) ? Number(word) !== 0 : undefined;
    case 'word': {
      const pair = pairs.find((each) => each.includes(lower));
      return pair && pair[0] === lower;
    }
  }
}

/** The word to write for the other answer, in the style of the one that stands there. */
export function wordFor(
  reading: BooleanReading,
  answer: boolean,
  word: string,
): string | undefined {
  const pair = pairs.find((each) => each.includes(word.toLowerCase()));
  const other = pair?.[answer ? 0 : 1];
  const listed = reading.kind === 'listed' && answer ? reading.words : [];
  const candidates = [
    ...(other === undefined ? [] : [styled(other, word)]),
    ...listed,
    answer ? '1' : '0',
  ];
  return candidates.find((each) => isYes(reading, each) === answer);
}

function styled(word: string, like: string): string {
  if (like === like.toUpperCase()) return word.toUpperCase();
  return /^[A-Z]/.test(like) ? word.charAt(0).toUpperCase() + word.slice(1) : word;
}

/**
 * How the call that reads a variable is made a yes or no, by the string with the variable's name:
 * `os.getenv("X", "0") == "1"`, `os.getenv("X", "").lower() in ("1", "true")`,
 * `int(os.environ.get("X", 0))`. `undefined` for any other way.
 */
export function readingOf(
  module: PythonModule,
  name: PythonNode,
): { readonly reading: BooleanReading; readonly value?: PythonNode } | undefined {
  const call = name.parent?.name === 'ArgList' ? name.parent.parent : null;
  if (call?.name !== 'CallExpression' || !call.firstChild) return undefined;
  if (!/(?:^|\.)(?:getenv|environ\.get)$/.test(textOf(module, call.firstChild))) return undefined;
  const given = argumentsOf(module, call)[1]?.value;
  const value = given?.name === 'String' ? { value: given } : {};
  if (given && given.name !== 'String') return undefined;
  let at: PythonNode = call;
  let folded = false;
  while (at.parent?.name === 'MemberExpression' && at.parent.parent?.name === 'CallExpression') {
    const method = at.parent.lastChild;
    if (!method || !/^(?:lower|casefold|strip)$/.test(textOf(module, method))) return undefined;
    folded ||= textOf(module, method) !== 'strip';
    at = at.parent.parent;
  }
  const reading = comparison(module, at, folded) ?? number(module, at);
  return reading && { reading, ...value };
}

function comparison(
  module: PythonModule,
  { parent, from }: PythonNode,
  folded: boolean,
): BooleanReading | undefined {
  if (parent?.name !== 'BinaryExpression' || parent.firstChild?.from !== from) return undefined;
  const [, operator, other, ...more] = childrenOf(parent);
  if (!operator || !other || more.length > 0) return undefined;
  const isEqual = textOf(module, operator) === '==' && other.name === 'String';
  const isIn = operator.name === 'in' && /^(?:Tuple|Array|Set)Expression$/.test(other.name);
  if (!isEqual && !isIn) return undefined;
  const nodes = isEqual ? [other] : nodesOf(other, 'String');
  const words = nodes.flatMap((node) => stringLiteral(module, node)?.value ?? []);
  return words.length > 0 ? { kind: 'listed', words, folded } : undefined;
}

function number(module: PythonModule, { parent }: PythonNode): BooleanReading | undefined {
  const called = parent?.name === 'ArgList' ? parent.prevSibling : null;
  return called && textOf(module, called) === 'int' ? { kind: 'number' } : undefined;
}
