import type { TextEdit } from '../../core/edit.ts';
import type { SqliteSource } from './sqlite-source.ts';
import { tableSource } from './table-source.ts';
import { triggerMasks } from './trigger-source.ts';

/** Functions whose names are words of PostgreSQL's grammar: it takes them as names in quotes. */
const functionWords = new Set('CHAR TIME JSON JSON_ARRAY JSON_OBJECT'.split(' '));

/** Operators of SQLite, as others of the same precedence that SQLite does not have. */
const operatorWords: Readonly<Record<string, string>> = {
  GLOB: 'ilike',
  REGEXP: 'similar to',
  MATCH: '@@',
};

/** What a rule gives its meaning later; until then the grammar has to take it. */
export function grammarMasks(source: SqliteSource): readonly TextEdit[] {
  const trigger = triggerMasks(source);
  if (trigger) return trigger;
  return source.tokens.flatMap((token, index): readonly TextEdit[] => {
    if (token.kind !== 'word') return [];
    const word = source.word(index);
    const span = { start: token.start, end: token.end };
    const isCall = source.word(index + 1) === '(';
    if (isCall && functionWords.has(word) && !isType(source, index))
      return [{ ...span, newText: `"${word.toLowerCase()}"` }];
    const operator = isCall && source.word(index - 1) === ',' ? undefined : operatorWords[word];
    return operator && index > 0 && !isType(source, index) ? [{ ...span, newText: operator }] : [];
  });
}

/** Whether the word is in the type of a column or a cast. */
function isType(source: SqliteSource, index: number): boolean {
  if (source.word(index - 1) === 'AS' || source.word(index - 1) === '.') return true;
  const columns = tableSource(source)?.columns ?? [];
  return columns.some(({ nameAt, typeLast }) => nameAt <= index && index <= typeLast);
}
