import { applyEdits, type TextEdit } from '../../core/edit.ts';
import { quoteLiteral } from '../cast.ts';
import { quoteName } from '../identifier.ts';
import { StatementSource } from '../statement-source.ts';

export type TriggerEvent = 'INSERT' | 'UPDATE' | 'DELETE';

export interface TriggerPlace {
  readonly table: string;
  readonly name: string;
  readonly event: TriggerEvent;
  /** The table's columns, where they are known. */
  readonly columns: readonly string[];
}

const toJson = new Set(['row_to_json', 'to_json', 'to_jsonb']);

/**
 * A text of a trigger function with its special variables written out: TG_OP, TG_TABLE_NAME,
 * `NEW.*`, `to_jsonb(OLD)`; still PostgreSQL's SQL. `undefined` where another variable is used.
 */
export function withoutTriggerWords(text: string, place: TriggerPlace): string | undefined {
  const source = new StatementSource(text);
  const edits: TextEdit[] = [];
  for (const [index, { kind }] of source.tokens.entries()) {
    if (kind !== 'word' || source.value(index - 1) === '.') continue;
    const edit = wordEdit(source, index, place);
    if (edit === 'unknown') return undefined;
    if (edit) edits.push(edit);
  }
  return applyEdits(text, edits);
}

/** `unknown` for a variable that SQLite's triggers have nothing for. */
function wordEdit(
  source: StatementSource,
  index: number,
  place: TriggerPlace,
): TextEdit | 'unknown' | undefined {
  const word = source.value(index);
  const literal = literalFor(word, place);
  if (literal) return { ...source.span({ first: index, last: index }), newText: literal };
  if (word.startsWith('tg_')) return 'unknown';
  return word === 'new' || word === 'old' ? rowEdit(source, index, place) : undefined;
}

function literalFor(word: string, { event, table, name }: TriggerPlace): string | undefined {
  if (word === 'tg_op') return quoteLiteral(event);
  if (word === 'tg_table_name' || word === 'tg_relname') return quoteLiteral(table);
  return word === 'tg_name' ? quoteLiteral(name) : undefined;
}

/** Whether these tokens are one side of a comparison. */
function isCompared(source: StatementSource, first: number, last: number): boolean {
  const isFirst = ['is', '=', '<>'].includes(source.value(last + 1));
  return isFirst || ['from', '=', '<>'].includes(source.value(first - 1));
}

/** `NEW.*` and `to_jsonb(NEW)`; `unknown` for NEW as a whole in another place. */
function rowEdit(
  source: StatementSource,
  index: number,
  { columns }: TriggerPlace,
): TextEdit | 'unknown' | undefined {
  const row = source.value(index);
  const list = columns.map((column) => `${row}.${quoteName(column)}`).join(', ');
  if (source.value(index + 1) === '.') {
    if (source.value(index + 2) !== '*') return undefined;
    if (columns.length === 0) return 'unknown';
    const span = source.span({ first: index, last: index + 2 });
    return { ...span, newText: isCompared(source, index, index + 2) ? `(${list})` : list };
  }
  if (list && isCompared(source, index, index))
    return { ...source.span({ first: index, last: index }), newText: `(${list})` };
  const isArgument = source.value(index - 1) === '(' && source.value(index + 1) === ')';
  if (!isArgument || !toJson.has(source.value(index - 2)) || columns.length === 0) return 'unknown';
  const pairs = columns.map((column) => `${quoteLiteral(column)}, ${row}.${quoteName(column)}`);
  const span = source.span({ first: index - 2, last: index + 1 });
  return { ...span, newText: `json_build_object(${pairs.join(', ')})` };
}
