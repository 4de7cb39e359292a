import type { ColumnDef, Constraint, CreateStmt } from 'libpg-query';
import type { TextEdit } from '../../core/edit.ts';
import { parseStatement } from '../parser.ts';
import { type Extent, StatementSource } from '../statement-source.ts';
import { as } from '../tree.ts';

/** The text of a CREATE TABLE, to be edited by element. */
export class TableText {
  readonly source: StatementSource;
  readonly #tree: CreateStmt;
  readonly #open: number;

  private constructor(source: StatementSource, tree: CreateStmt, open: number) {
    this.source = source;
    this.#tree = tree;
    this.#open = open;
  }

  /** `undefined` where it is no CREATE TABLE with a list of elements. */
  static read(text: string): TableText | undefined {
    const tree = as('CreateStmt', parseStatement(text).tree);
    if (!tree?.relation) return undefined;
    const source = new StatementSource(text);
    const open = source.extent({ RangeVar: tree.relation }).last + 1;
    return source.value(open) === '(' ? new TableText(source, tree, open) : undefined;
  }

  /** The span of the table's name, with its schema. */
  get nameSpan() {
    return this.source.span(this.source.extent({ RangeVar: this.#tree.relation ?? {} }));
  }

  column(name: string): ColumnDef | undefined {
    return this.columns.find(({ colname }) => colname === name);
  }

  get columns(): readonly ColumnDef[] {
    return (this.#tree.tableElts ?? []).flatMap((item) => as('ColumnDef', item) ?? []);
  }

  /** The constraints that stand after the columns. */
  get tableConstraints(): readonly Constraint[] {
    return (this.#tree.tableElts ?? []).flatMap((item) => as('Constraint', item) ?? []);
  }

  get tableName(): string {
    return this.#tree.relation?.relname ?? '';
  }

  /** The tokens of the element that begins at a node's location. */
  elementAt(location: number | undefined): Extent {
    const first = this.source.tokenAt(location);
    const close = this.source.partner(this.#open);
    const comma = this.source.find(',', first, close - 1);
    return { first, last: (comma < 0 ? close : comma) - 1 };
  }

  /** A new element after the last one. */
  append(element: string): TextEdit {
    const close = this.source.partner(this.#open);
    const last = this.source.tokens[close - 1];
    const at = last?.end ?? 0;
    const isEmpty = close - 1 === this.#open;
    const multiline = this.source
      .slice(this.source.span({ first: this.#open, last: close }))
      .includes('\n');
    return {
      start: at,
      end: at,
      newText: `${isEmpty ? '' : ','}${multiline ? '\n    ' : ' '}${element}`,
    };
  }

  /** An element goes with the comma that set it off. */
  removeElement({ first, last }: Extent): TextEdit {
    const { tokens } = this.source;
    const isFirst = first - 1 === this.#open;
    const start = isFirst ? tokens[first]?.start : tokens[first - 2]?.end;
    const next =
      isFirst && this.source.value(last + 1) === ',' ? tokens[last + 2]?.start : tokens[last]?.end;
    return { start: start ?? 0, end: next ?? 0, newText: '' };
  }

  /** Tokens go with the blanks before them. */
  removeTokens({ first, last }: Extent): TextEdit {
    const { tokens } = this.source;
    return { start: tokens[first - 1]?.end ?? 0, end: tokens[last]?.end ?? 0, newText: '' };
  }

  insertAfter(token: number, text: string): TextEdit {
    const at = this.source.tokens[token]?.end ?? 0;
    return { start: at, end: at, newText: text };
  }
}
