/** How the drivers of a family write the places of values in a statement. */
export interface PlaceholderStyle {
  /** Finds placeholders, and what only stands for a percent sign. */
  readonly pattern: RegExp;
  /** Whether placeholders count only where values are given. */
  readonly onlyWithValues: boolean;
  /** Whether quoted texts and comments are looked into. */
  readonly inQuotes: boolean;
  /** How a place is written: by name, or else by its position, counted from 1. */
  readonly write: (place: Placeholder, isInOrder: boolean) => string;
  /** What stands before a number that is made at run time: `$` in `f"${n}"`. */
  readonly numberSign?: string;
  /** How other text is written beside placeholders. */
  readonly escape: (text: string) => string;
}

/** One place of a value. */
export interface Placeholder {
  readonly start: number;
  readonly end: number;
  readonly name: string;
  /** Counted from 1; 0 for one with a name. */
  readonly position: number;
  /** Behind `IN`, where psycopg2 writes all values of a tuple. */
  readonly isList?: true;
}

/** A run that stands for something else. */
export interface EscapedRun {
  readonly start: number;
  readonly end: number;
  /** What it means to the database. */
  readonly value: string;
  /** How the other driver's SQL has it. */
  readonly written: string;
}

/** What a text holds: placeholders, and runs such as `%%` with what they mean. */
export interface FoundPlaceholders {
  readonly places: readonly Placeholder[];
  readonly escapes: readonly EscapedRun[];
}

/** @see https://www.psycopg.org/psycopg3/docs/basic/params.html */
export const psycopgStyle: PlaceholderStyle = {
  pattern: /%%|%\((?<name>\w+)\)[sbt]|%[sbt]/g,
  onlyWithValues: true,
  inQuotes: true,
  write: ({ name }) => (name ? `%(${name})s` : '%s'),
  escape: (text) => text.replaceAll('%', '%%'),
};

/** @see https://www.postgresql.org/docs/current/sql-expressions.html#SQL-EXPRESSIONS-PARAMETERS-POSITIONAL */
export const asyncpgStyle: PlaceholderStyle = {
  pattern: /\$(?<position>\d+)/g,
  onlyWithValues: false,
  inQuotes: false,
  write: ({ position }) => `$${position}`,
  numberSign: '$',
  escape: (text) => text,
};

/** @see https://www.sqlite.org/lang_expr.html#varparam */
export const sqliteStyle: PlaceholderStyle = {
  pattern: /\?(?<position>\d*)|(?<![:\w])[:@$](?<name>[A-Za-z_]\w*)/g,
  onlyWithValues: false,
  inQuotes: false,
  write: ({ name, position }, isInOrder) => {
    if (name) return `:${name}`;
    return isInOrder ? '?' : `?${position}`;
  },
  numberSign: '?',
  escape: (text) => text,
};

/** Comments and quoted texts of SQL. */
const opaque = /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\//;

/** The placeholders of a statement's text. */
export function findPlaceholders(
  text: string,
  style: PlaceholderStyle,
  hasParameters: boolean,
): FoundPlaceholders {
  if (style.onlyWithValues && !hasParameters) return { places: [], escapes: [] };
  const pattern = style.inQuotes
    ? style.pattern
    : new RegExp(`${opaque.source}|${style.pattern.source}`, 'g');
  const matches = [...text.matchAll(pattern)].filter(([whole]) => !/^(?:['"]|--|\/\*)/.test(whole));
  const isPercent = ([whole]: RegExpExecArray) => whole === '%%';
  return {
    places: matches
      .filter((match) => !isPercent(match))
      .map((match, index) => {
        const place = placeholderOf(match, index);
        const isList = style.inQuotes && /\bin\s*$/i.test(text.slice(0, place.start));
        return isList ? { ...place, isList } : place;
      }),
    escapes: matches.filter(isPercent).map((match) => ({
      ...spanOf(match),
      value: '%',
      written: '%',
    })),
  };
}

function spanOf({ 0: whole, index: start }: RegExpExecArray) {
  return { start, end: start + whole.length };
}

function placeholderOf(match: RegExpExecArray, index: number): Placeholder {
  const { name = '', position } = match.groups ?? {};
  const counted = position ? Number(position) : index + 1;
  return { ...spanOf(match), name, position: name ? 0 : counted };
}
