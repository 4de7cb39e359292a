/**
 * A regular expression as a pattern of GLOB, where it is simple enough: characters, `.`, classes,
 * `.*`, `^` and `$`. `undefined` for anything else. GLOB looks at the case of letters.
 */
export function globOfRegex(pattern: string, ignoresCase: boolean): string | undefined {
  const isStart = pattern.startsWith('^');
  const isEnd = /(?:^|[^\\])\$$/.test(pattern);
  const body = pattern.slice(isStart ? 1 : 0, isEnd ? -1 : undefined);
  const units = unitsOf(body);
  if (!units) return undefined;
  // Once is enough where anything may follow.
  const last = units.at(-1);
  if (last?.quantifier === '+' && !isEnd) units.splice(-1, 1, { ...last, quantifier: '' });
  const globs = units.map((unit) => globOfUnit(unit, ignoresCase));
  if (globs.includes(undefined)) return undefined;
  return `${isStart ? '' : '*'}${globs.join('')}${isEnd ? '' : '*'}`.replaceAll(/\*{2,}/g, '*');
}

/** `^[class]+$`: the class, and whether nothing matches too. */
export function wholeClass(
  pattern: string,
  ignoresCase: boolean,
): { readonly others: string; readonly mayBeEmpty: boolean } | undefined {
  const [, atom, quantifier] = /^\^(\[\^?(?:\\.|[^\]\\])+\]|\\[dw])([+*])\$$/.exec(pattern) ?? [];
  const own = atom && classOf(atom, ignoresCase);
  if (!own) return undefined;
  const others = own.startsWith('[^') ? `[${own.slice(2)}` : `[^${own.slice(1)}`;
  return { others, mayBeEmpty: quantifier === '*' };
}

interface Unit {
  readonly atom: string;
  readonly quantifier: string;
}

const unit = /(\\.|\[\^?(?:\\.|[^\]\\])+\]|[^\\[\](){}|*+?^$])(\*|\+|\{\d+\})?/y;

function unitsOf(text: string): Unit[] | undefined {
  const units: Unit[] = [];
  let position = 0;
  while (position < text.length) {
    unit.lastIndex = position;
    const [whole, atom = '', quantifier = ''] = unit.exec(text) ?? [];
    if (whole === undefined) return undefined;
    units.push({ atom, quantifier });
    position += whole.length;
  }
  return units;
}

function globOfUnit({ atom, quantifier }: Unit, ignoresCase: boolean): string | undefined {
  const one = classOf(atom, ignoresCase);
  if (one === undefined) return undefined;
  if (quantifier === '') return one;
  const count = /^\{(\d+)\}$/.exec(quantifier)?.[1];
  if (count !== undefined) return Number(count) <= 40 ? one.repeat(Number(count)) : undefined;
  if (atom !== '.') return undefined;
  return quantifier === '*' ? '*' : '?*';
}

/** One character, a class, or any character. */
function classOf(atom: string, ignoresCase: boolean): string | undefined {
  if (atom === '.') return '?';
  if (atom === '\\d') return '[0-9]';
  if (atom.startsWith('[')) return bracket(atom, ignoresCase);
  if (/^\\[a-z0-9]/i.test(atom)) return undefined;
  const character = atom.startsWith('\\') ? atom.slice(1) : atom;
  if (/[*?[\]]/.test(character)) return character === ']' ? ']' : `[${character}]`;
  const [low, high] = [character.toLowerCase(), character.toUpperCase()];
  return ignoresCase && low !== high ? `[${low}${high}]` : character;
}

function bracket(atom: string, ignoresCase: boolean): string | undefined {
  const inner = atom.replaceAll('\\d', '0-9');
  if (/\\|\[:|\[\.|\[=|^\[\^?\]/.test(inner) || !/^[\x20-\x7e]+$/.test(inner)) return undefined;
  if (!ignoresCase || !/[a-z]/i.test(inner)) return inner;
  const body = inner.replace(/^\[\^?/, '').slice(0, -1);
  const open = inner.startsWith('[^') ? '[^' : '[';
  return `${open}${body.toLowerCase()}${body.toUpperCase()}]`;
}

const mostAlternatives = 16;

/** The patterns that one with alternatives means: `^(a|b)c` is `^ac` and `^bc`; itself without any. */
export function alternativesOf(pattern: string): readonly string[] | undefined {
  const [, before = '', choices = '', after = ''] =
    /^((?:\\.|[^\\()[\]|])*)\((?:\?:)?([^()[\]\\?]*)\)((?![*+?{])[\s\S]*)$/.exec(pattern) ?? [];
  if (choices) {
    const expanded = choices.split('|').map((choice) => alternativesOf(before + choice + after));
    if (expanded.includes(undefined)) return undefined;
    const all = expanded.flatMap((item) => item ?? []);
    return all.length <= mostAlternatives ? all : undefined;
  }
  return /^[^()[\]\\]*\|[^()[\]\\]*$/.test(pattern) ? pattern.split('|') : [pattern];
}
