import type { Span } from '../core/span.ts';
import { tokenize } from './lexer.ts';

/** Keywords of new text; names of functions and types stay as they are. */
const keywords = new Set(
  `after all and as asc before begin between by case cast conflict create cross default delete desc distinct drop each else end
   escape except exists filter following for from glob group having if in index insert intersect into is
   join left like limit not null nulls offset on or order over partition preceding range recursive
   returning rows savepoint select set table then trigger unbounded union unique update values view when
   where window with`.split(/\s+/),
);

/** Whether a statement's keywords stand in upper case: its first word tells. */
export function writesUpperCase(text: string): boolean {
  const [word = ''] = /[A-Za-z]+/.exec(text.replace(/^(?:\s|--.*|\/\*[\s\S]*?\*\/)+/, '')) ?? [];
  return word.length > 1 && word === word.toUpperCase();
}

/** New text with its keywords in upper case; what stands in quotes stays as it is. */
export function inUpperCase(pieces: readonly (string | Span)[]): readonly (string | Span)[] {
  const result: (string | Span)[] = [];
  let text = '';
  for (const piece of pieces) {
    if (typeof piece === 'string') text += piece;
    else {
      result.push(upper(text), piece);
      text = '';
    }
  }
  return [...result, upper(text)].filter((piece) => piece !== '');
}

function upper(text: string): string {
  let result = '';
  let position = 0;
  let previous = '';
  for (const { kind, value, start, end } of tokenize(text)) {
    const isPlace = previous === 'nulls' && (value === 'first' || value === 'last');
    const isKeyword = kind === 'word' && (keywords.has(value) || isPlace);
    const written = text.slice(start, end);
    result += text.slice(position, start) + (isKeyword ? written.toUpperCase() : written);
    position = end;
    previous = value;
  }
  return result + text.slice(position);
}
