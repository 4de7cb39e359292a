import { tokenize } from '../sql/lexer.ts';

/** Words after which the name of a table, an index or a column stands, and never a value. */
const beforeName = new Set(
  'from join into update table only index view references truncate column schema set'.split(' '),
);

/**
 * Whether a hole stands where SQL has a name: `FROM {table}`, `{schema}.users`, `{prefix}_users`,
 * `INSERT INTO t ({columns})`. Everywhere else it is taken for a value.
 */
export function isNameHole(before: string, after: string): boolean {
  if (/[\w.]$/.test(before) || /^[\w.]/.test(after)) return true;
  const words = tokenize(before)
    .filter(({ kind }) => kind !== 'comment')
    .map(({ value }) => value);
  const last = words.at(-1) ?? '';
  if (words[0] === 'create' && words.slice(1, 3).includes('index')) return true;
  if (last === 'exists') return words.at(-2) === 'if' || words.at(-2) === 'not';
  if (last === 'from' && isBeforeValue(words)) return false;
  return beforeName.has(last) || (last === '(' && opensColumns(words));
}

/** Whether the last parenthesis opens the columns of an INSERT. */
function opensColumns(words: readonly string[]): boolean {
  let name = words.length - 2;
  while (words[name - 1] === '.') name -= 2;
  return words[name - 1] === 'into';
}

/** Calls with a FROM of their own: `extract(year FROM {moment})`. */
const callsWithFrom = new Set(['extract', 'substring', 'trim', 'overlay']);

function isBeforeValue(words: readonly string[]): boolean {
  if (words.at(-2) === 'distinct') return true;
  let depth = 0;
  for (let index = words.length - 1; index >= 0; index -= 1) {
    if (words[index] === ')') depth += 1;
    else if (words[index] === '(') depth -= 1;
    if (depth < 0) return callsWithFrom.has(words[index - 1] ?? '');
  }
  return false;
}
