/** The pairs of an hstore; `null` for a value that is NULL. */
export type HstoreValue = ReadonlyMap<string, string | null>;

const token = /\s*(?:"((?:[^"\\]|\\[\s\S])*)"|([^\s"=,](?:(?!=>)[^\s",\\])*))\s*/y;

/**
 * Reads `a=>1, "b c"=>NULL`; `undefined` for text that is no hstore. Of two equal keys the first
 * counts. https://www.postgresql.org/docs/18/hstore.html#HSTORE-EXTERNAL-REP
 */
export function readHstoreLiteral(text: string): HstoreValue | undefined {
  const pairs = new Map<string, string | null>();
  let position = 0;
  const next = () => {
    token.lastIndex = position;
    const found = token.exec(text);
    position += found?.[0].length ?? 0;
    return found;
  };
  if (text.trim() === '') return pairs;
  for (;;) {
    const key = next();
    if (!key || !text.startsWith('=>', position)) return undefined;
    position += 2;
    const value = next();
    if (!value) return undefined;
    const name = unescaped(key[1] ?? key[2] ?? '');
    if (!pairs.has(name)) pairs.set(name, pairValue(value[1], value[2]));
    if (position === text.length) return pairs;
    if (text[position] !== ',') return undefined;
    position += 1;
  }
}

function pairValue(quoted: string | undefined, plain = ''): string | null {
  if (quoted === undefined && /^null$/i.test(plain)) return null;
  return unescaped(quoted ?? plain);
}

function unescaped(text: string): string {
  return text.replace(/\\([\s\S])/g, '$1');
}

/** The pairs as a JSON object, in PostgreSQL's order: shorter keys first. */
export function hstoreAsJson(pairs: HstoreValue): string {
  const sorted = [...pairs].sort(([a], [b]) => a.length - b.length || (a < b ? -1 : Number(a > b)));
  return JSON.stringify(Object.fromEntries(sorted));
}
