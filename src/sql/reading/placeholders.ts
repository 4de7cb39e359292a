import type { TextEdit } from '../../core/edit.ts';

/** How a driver marks the values that it fills in; `$1` is PostgreSQL's own and needs no mask. */
export type PlaceholderStyle = 'format' | 'named' | 'question';

/** `auto` takes what stands where only a value can; `none` takes the text as it is. */
export const placeholderChoices = ['auto', 'format', 'named', 'question', 'none'] as const;

export type PlaceholderChoice = (typeof placeholderChoices)[number];

/** What takes the place of text that the grammar does not have, and the way back. */
export interface PlaceholderMask {
  readonly edits: readonly TextEdit[];
  /** Text of the masked statement as the author's driver wants it. */
  readonly restore: (text: string) => string;
  /** The same with `?1`, `?2` for `?`, which SQLite binds by number; missing for other styles. */
  readonly restoreNumbered?: (text: string) => string;
}

/** Words after which a value begins; after any other one an operator does. */
const wordsBeforeValue = new Set(
  `all and any array as asc between both by case check collate desc distinct do else escape except
  exists fetch filter first for from group having ilike in intersect into is lateral leading like
  limit next not offset on or order over partition placing range returning rows select set similar
  some sqlite then to trailing union using value values when where window with zone similar`.split(
    /\s+/,
  ),
);

const scanner = new RegExp(
  [
    /(?<nothing>\s+|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$))/,
    /(?<operand>[eE]'(?:[^'\\]|\\[\s\S]|'')*'|'(?:[^']|'')*'|"(?:[^"]|"")*"|\$(?<tag>\w*)\$[\s\S]*?\$\k<tag>\$|\$\d+|\d[\w.]*)/,
    /(?<format>%\(\w+\)[sbt]|%[sbt](?!\w))/,
    /(?<question>\\\?[|&]?|\?\?|\?)/,
    /(?<cast>::)/,
    /(?<named>:[A-Za-z_]\w*)/,
    /(?<word>[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*)/,
    /(?<sign>[\s\S])/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'g',
);

/** A placeholder where it stands. */
export interface Found {
  readonly style: PlaceholderStyle;
  readonly start: number;
  readonly text: string;
  /** `??` stands for a name; an escaped `?` for the operator. */
  readonly role: 'value' | 'name' | 'operator';
}

/**
 * The driver's placeholders of a statement. What they look like has other meanings too: `?` is an
 * operator of JSON, `%` one of numbers, `:n` part of a slice. Those follow an operand, and a
 * placeholder never does, so `data ? 'k'` keeps its operator and `data ? ?` has one placeholder.
 */
export function findPlaceholders(text: string): readonly Found[] {
  const found: Found[] = [];
  let afterOperand = false;
  for (const match of text.matchAll(scanner)) {
    const { groups = {}, index, 0: token } = match;
    if (groups.nothing !== undefined) continue;
    const style = styleOf(groups);
    const role = style && roleOf(token, afterOperand);
    if (style && role) found.push({ style, start: index, text: token, role });
    if (role === 'operator') afterOperand = false;
    else if (role) afterOperand = true;
    else afterOperand = endsOperand(groups);
  }
  return found;
}

type Groups = Readonly<Record<string, string | undefined>>;

function styleOf({ format, question, named }: Groups): PlaceholderStyle | undefined {
  if (format !== undefined) return 'format';
  if (question !== undefined) return 'question';
  return named === undefined ? undefined : 'named';
}

function roleOf(token: string, afterOperand: boolean): Found['role'] | undefined {
  if (token.startsWith('\\')) return 'operator';
  if (token === '??') return afterOperand ? 'operator' : 'name';
  return afterOperand ? undefined : 'value';
}

function endsOperand({ operand, word, sign }: Groups): boolean {
  if (word !== undefined) return !wordsBeforeValue.has(word.toLowerCase());
  return operand !== undefined || sign === ')' || sign === ']';
}

/** Numbers that an author's own `$1` does not reach; the first digit tells those without a name. */
const firstNumber = { positional: 900_000_001, named: 800_000_001 };
const mark = /(?:\$|parameter_)([89]\d{8})\b/g;

/** Asked first, as most statements have none: what is in a string is looked at more closely. */
const mayBePlaceholder = /\?|%[%(sbt]|:[A-Za-z_]/;

/** The mask of a statement, or nothing where it has no placeholders of this choice. */
export function placeholderMask(
  text: string,
  choice: PlaceholderChoice,
): PlaceholderMask | undefined {
  if (choice === 'none' || !mayBePlaceholder.test(text)) return undefined;
  const found = findPlaceholders(text).filter(({ style }) => choice === 'auto' || style === choice);
  const hasPercents = choice === 'format' && text.includes('%%');
  return found.length > 0 || hasPercents ? maskOf(found, text, [], choice) : undefined;
}

/** The mask of these placeholders, with other edits that the grammar needs. */
export function maskOf(
  found: readonly Found[],
  text: string,
  others: readonly TextEdit[],
  choice: PlaceholderChoice = 'auto',
): PlaceholderMask {
  const doublesPercents = choice === 'format' || found.some(({ style }) => style === 'format');
  const marks = found.map((item, index) => ({
    start: item.start,
    end: item.start + item.text.length,
    newText: markOf(item, index),
  }));
  const percents = doublesPercents
    ? [...text.matchAll(/%%/g)].map(({ index }) => ({ start: index, end: index + 2, newText: '%' }))
    : [];
  const restore = (fill: (item: Found) => string) => (masked: string) => {
    const written = doublesPercents ? masked.replaceAll('%', '%%') : masked;
    return written.replace(mark, (whole, digits: string) => {
      const item = found[Number(digits.slice(1)) - 1];
      return item ? fill(item) : whole;
    });
  };
  const values = found.filter(({ role }) => role === 'value');
  return {
    edits: [...others, ...marks, ...percents].toSorted((a, b) => a.start - b.start),
    restore: restore(({ text: written }) => written),
    ...(values.every(({ text: written }) => written === '?') && {
      restoreNumbered: restore((item) => `?${values.indexOf(item) + 1}`),
    }),
  };
}

/**
 * Whether placeholders without a name or number stand in a translation as often, and in the order,
 * as in the statement: a driver fills them in one after the other.
 */
export function keepsOrder(before: string, after: string): boolean {
  return marksIn(before) === marksIn(after);
}

function marksIn(text: string): string {
  const marks = text.match(mark) ?? [];
  return marks.filter((item) => /\D9/.test(item)).join(' ');
}

function markOf({ role, text }: Found, index: number): string {
  if (role === 'operator') return text.replace('\\', '').replace('??', '?');
  const first = /^[:@$]|\(|\?\d/.test(text) ? firstNumber.named : firstNumber.positional;
  return role === 'name' ? `parameter_${first + index}` : `$${first + index}`;
}
