/** An SQL expression of the small kind that stands behind DEFAULT. */
export type DefaultExpression =
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly DefaultExpression[] }
  | { readonly kind: 'list'; readonly items: readonly DefaultExpression[] }
  | { readonly kind: 'cast'; readonly of: DefaultExpression; readonly type: string };

interface Token {
  readonly kind: 'string' | 'number' | 'name' | 'sign';
  readonly text: string;
}

const tokenForm =
  /\s*(?:(?<string>'(?:[^']|'')*')|(?<number>-?\d+(?:\.\d+)?)|(?<name>[A-Za-z_][\w$]*|"[^"]+")|(?<sign>::|[()[\],.]))\s*/y;

/** Reads the SQL of a default; `undefined` for operators and whatever else is not of this kind. */
export function readDefault(sql: string): DefaultExpression | undefined {
  const tokens = tokenize(sql);
  if (!tokens) return undefined;
  const cursor: Cursor = { tokens, at: 0 };
  const expression = readValue(cursor);
  return cursor.at === tokens.length ? expression : undefined;
}

interface Cursor {
  readonly tokens: readonly Token[];
  at: number;
}

function tokenize(sql: string): readonly Token[] | undefined {
  const tokens: Token[] = [];
  tokenForm.lastIndex = 0;
  for (let at = 0; at < sql.length; at = tokenForm.lastIndex) {
    tokenForm.lastIndex = at;
    const groups = tokenForm.exec(sql)?.groups;
    if (!groups) return undefined;
    for (const kind of ['string', 'number', 'name', 'sign'] as const) {
      const text = groups[kind];
      if (text !== undefined) tokens.push({ kind, text });
    }
  }
  return tokens;
}

function peek({ tokens, at }: Cursor): string {
  return tokens[at]?.text ?? '';
}

function take(cursor: Cursor, text: string): boolean {
  if (peek(cursor).toLowerCase() !== text) return false;
  cursor.at += 1;
  return true;
}

function readValue(cursor: Cursor): DefaultExpression | undefined {
  let value = readPrimary(cursor);
  while (value) {
    if (take(cursor, '::')) value = { kind: 'cast', of: value, type: readType(cursor) };
    else if (take(cursor, 'at')) value = readZone(cursor, value);
    else break;
  }
  return value;
}

/** `AT TIME ZONE zone` is `timezone(zone, value)`. */
function readZone(cursor: Cursor, value: DefaultExpression): DefaultExpression | undefined {
  if (!take(cursor, 'time') || !take(cursor, 'zone')) return undefined;
  const zone = readPrimary(cursor);
  const cast = take(cursor, '::') ? readType(cursor) : '';
  return zone && cast !== undefined
    ? { kind: 'call', name: 'timezone', args: [zone, value] }
    : undefined;
}

function readPrimary(cursor: Cursor): DefaultExpression | undefined {
  const token = cursor.tokens[cursor.at];
  if (!token) return undefined;
  if (take(cursor, '(')) {
    const inner = readValue(cursor);
    return take(cursor, ')') ? inner : undefined;
  }
  cursor.at += 1;
  switch (token.kind) {
    case 'string':
      return { kind: 'string', value: token.text.slice(1, -1).replaceAll("''", "'") };
    case 'number':
      return { kind: 'number', text: token.text };
    case 'name':
      return readName(cursor, token.text);
    case 'sign':
      return undefined;
  }
}

function readName(cursor: Cursor, first: string): DefaultExpression | undefined {
  let name = first.toLowerCase();
  while (take(cursor, '.')) {
    name = peek(cursor).toLowerCase();
    cursor.at += 1;
  }
  if (name === 'array' && take(cursor, '[')) {
    const items = readList(cursor, ']');
    return items && { kind: 'list', items };
  }
  if (!take(cursor, '(')) return { kind: 'name', name };
  const args = readList(cursor, ')');
  return args && { kind: 'call', name, args };
}

function readList(cursor: Cursor, end: string): readonly DefaultExpression[] | undefined {
  const items: DefaultExpression[] = [];
  if (take(cursor, end)) return items;
  for (;;) {
    const item = readValue(cursor);
    if (!item) return undefined;
    items.push(item);
    if (take(cursor, end)) return items;
    if (!take(cursor, ',')) return undefined;
  }
}

/** A type's name in lower case, its length left out, `[]` kept. */
function readType(cursor: Cursor): string {
  const words: string[] = [];
  while (cursor.tokens[cursor.at]?.kind === 'name' && peek(cursor).toLowerCase() !== 'at') {
    words.push(peek(cursor).toLowerCase());
    cursor.at += 1;
    if (take(cursor, '.')) words.pop();
  }
  if (take(cursor, '(')) readList(cursor, ')');
  if (!take(cursor, '[')) return words.join(' ');
  take(cursor, ']');
  return `${words.join(' ')}[]`;
}
