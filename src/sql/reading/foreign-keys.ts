import type { TextEdit } from '../../core/edit.ts';
import { nameOf } from '../sqlite-tokens.ts';
import type { SqliteSource } from './sqlite-source.ts';
import { tableSource } from './table-source.ts';

/** A foreign key of a CREATE TABLE. */
export interface ForeignKey {
  readonly parent: string;
  /** The columns as they are written, without parentheses. */
  readonly columns: string;
  /** From REFERENCES on. */
  readonly references: string;
  /** Takes it out of the definition. */
  readonly removal: TextEdit;
}

/** The foreign keys that a table is created with, those of its columns and its own. */
export function foreignKeys(source: SqliteSource): readonly ForeignKey[] {
  const table = tableSource(source);
  return (table?.columns ?? [])
    .flatMap(({ nameAt, typeLast, last }) => {
      const at = source.find(['REFERENCES'], typeLast + 1, last);
      if (at < 0) return [];
      const isNamed = source.word(at - 2) === 'CONSTRAINT';
      const end = endOfKey(source, at, last);
      return [
        keyAt(source, { at, end, first: isNamed ? at - 2 : at }, source.slice(nameAt, nameAt)),
      ];
    })
    .concat(
      (table?.constraints ?? []).flatMap((first) => tableKey(source, first, table?.close ?? 0)),
    );
}

interface Place {
  readonly at: number;
  readonly first: number;
  readonly end: number;
}

function tableKey(source: SqliteSource, first: number, close: number): readonly ForeignKey[] {
  const start = source.word(first) === 'CONSTRAINT' ? first + 2 : first;
  if (source.word(start) !== 'FOREIGN') return [];
  const open = start + 2;
  const at = source.partner(open) + 1;
  const comma = source.find([','], at, close - 1);
  const end = (comma < 0 ? close : comma) - 1;
  const columns = source.slice(open + 1, source.partner(open) - 1);
  // The comma before it goes as well.
  return [keyAt(source, { at, end, first: first - 1 }, columns)];
}

function keyAt(source: SqliteSource, { at, first, end }: Place, columns: string): ForeignKey {
  const parent = source.tokens[at + 1];
  return {
    parent: parent ? nameOf(parent) : '',
    columns,
    references: source.slice(at, end),
    removal: { start: source.end(first - 1), end: source.end(end), newText: '' },
  };
}

/** The last token of `REFERENCES t (c) ON DELETE ... DEFERRABLE ...`. */
function endOfKey(source: SqliteSource, at: number, last: number): number {
  let end = source.word(at + 2) === '(' ? source.partner(at + 2) : at + 1;
  for (;;) {
    const length = clauseLength(source, end + 1);
    if (length === 0 || end + length > last) return end;
    end += length;
  }
}

function clauseLength(source: SqliteSource, at: number): number {
  if (source.word(at) === 'ON' && ['DELETE', 'UPDATE'].includes(source.word(at + 1)))
    return ['SET', 'NO'].includes(source.word(at + 2)) ? 4 : 3;
  if (source.word(at) === 'MATCH' || source.word(at) === 'INITIALLY') return 2;
  if (source.word(at) === 'DEFERRABLE') return 1;
  return source.has('NOT DEFERRABLE', at) ? 2 : 0;
}
