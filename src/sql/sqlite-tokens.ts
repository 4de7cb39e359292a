/**
 * What a piece of SQLite SQL is. `name` is a quoted identifier in any of SQLite's three quotes;
 * `junk` is text that SQLite refuses, such as a string without its end.
 */
export type SqliteTokenKind =
  | 'space'
  | 'comment'
  | 'word'
  | 'name'
  | 'string'
  | 'blob'
  | 'number'
  | 'parameter'
  | 'punctuation'
  | 'junk';

/** One token; offsets are UTF-16 units. */
export interface SqliteToken {
  readonly kind: SqliteTokenKind;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Tried in order at each place: what comes first wins. See https://sqlite.org/draft/tokenreq.html */
const patterns: readonly (readonly [SqliteTokenKind, RegExp])[] = [
  ['space', /[\s\0]+/y],
  // A block comment may lack its end; a line comment ends before its line feed.
  ['comment', /--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/y],
  ['blob', /[xX]'(?:[0-9a-fA-F]{2})*'/y],
  ['string', /'(?:[^']|'')*'/y],
  ['name', /"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]/y],
  ['number', /0[xX][0-9a-fA-F]+|(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y],
  ['parameter', /\?\d*|[:@#$][\p{L}\p{N}_$]+(?:::[\p{L}\p{N}_$]+)*(?:\([^)\s]*\))?/uy],
  ['word', /[\p{L}_\u0080-\uffff][\p{L}\p{N}_$\u0080-\uffff]*/uy],
  ['punctuation', /->>?|\|\||<[=>]?|<<|>[=>]?|==?|!=|[-+*/%&|~(),.;]/y],
  // A quote without its end takes all that follows.
  ['junk', /['"`[][\s\S]*|[\s\S]/y],
];

/** All tokens of a text, spaces and comments too: their texts joined give the text back. */
export function tokenizeSqlite(sql: string): readonly SqliteToken[] {
  const tokens: SqliteToken[] = [];
  for (let start = 0; start < sql.length; ) {
    const token = tokenAt(sql, start);
    tokens.push(token);
    start = token.end;
  }
  return tokens;
}

function tokenAt(sql: string, start: number): SqliteToken {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = start;
    const text = pattern.exec(sql)?.[0];
    if (text) return { kind, start, end: start + text.length, text };
  }
  return { kind: 'junk', start, end: start + 1, text: sql.slice(start, start + 1) };
}

/** The tokens that mean something: no spaces, no comments. */
export function significantTokens(sql: string): readonly SqliteToken[] {
  return tokenizeSqlite(sql).filter(({ kind }) => kind !== 'space' && kind !== 'comment');
}

/** Whether the token is this keyword, written in capitals here. A quoted name never is. */
export function isKeyword(token: SqliteToken | undefined, keyword: string): boolean {
  return token?.kind === 'word' && token.text.toUpperCase() === keyword;
}

/** The name that a token stands for: SQLite takes a string as a name too where one is expected. */
export function nameOf(token: SqliteToken): string {
  if (token.kind !== 'name' && token.kind !== 'string') return token.text;
  const quote = token.text.charAt(0);
  const inside = token.text.slice(1, -1);
  return quote === '[' ? inside : inside.replaceAll(quote + quote, quote);
}

/** A name as SQL, always quoted: right for reserved words, quotes, brackets and any Unicode. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
