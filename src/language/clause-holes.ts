import { type Token, tokenize } from '../sql/lexer.ts';

/** Words behind which a value or a name has to come. */
const expecting = new Set(
  (
    'all and any as between by case distinct else escape except exists from having ilike in insert ' +
    'intersect interval into is join like limit not offset on or over returning select set similar ' +
    'some table then to union update using values when where with'
  ).split(' '),
);

/**
 * SQL without the parameters that stand for a clause which is put in at run time
 * (`FROM items ${condition} ORDER BY id`): spaces take their place, so that all else stays where it
 * is. Such a parameter comes behind something that is whole already.
 */
export function withoutClauseHoles(text: string): string {
  let written = text;
  let before: Token | undefined;
  for (const token of tokenize(text)) {
    if (token.kind === 'comment') continue;
    const isHole = token.kind === 'parameter' && /^\$9\d\d$/.test(token.value);
    if (!isHole || !before || !isWhole(before)) before = token;
    else {
      const blank = ' '.repeat(token.end - token.start);
      written = written.slice(0, token.start) + blank + written.slice(token.end);
    }
  }
  return written;
}

/** Whether an expression, a name or a clause can end with a token. */
function isWhole({ kind, value }: Token): boolean {
  if (kind === 'word') return !expecting.has(value);
  return kind === 'punctuation' ? /^[)\]]$/.test(value) : kind !== 'operator';
}
