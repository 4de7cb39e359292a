import type { ForeignKey, Reference } from '../../catalog/model.ts';
import {
  cappedCount,
  countLimit,
  exactCount,
  facetLimit,
  facetSample,
  facetStatement,
} from '../../data/count.ts';
import type { Database } from '../../data/database.ts';
import {
  keyOfPlace,
  newNumber,
  newRows,
  newRowValues,
  rowWithEdits,
  withEdits,
} from '../../data/edits.ts';
import { facetColumns, facetColumnsStatement } from '../../data/facet-columns.ts';
import {
  type CountAnswer,
  emptyQuery,
  type FacetAnswer,
  type FacetColumn,
  type GridRequest,
  type GridRow,
  type RowsAnswer,
} from '../../data/grid/protocol.ts';
import { type PageQuery, pageStatement } from '../../data/page.ts';
import { rowStatement } from '../../data/row.ts';
import { runOne } from '../../data/run-one.ts';
import type { RowSource } from '../../data/source.ts';
import type { Value } from '../../data/value.ts';
import { firstNumber } from '../explorer/table-facts.ts';
import type { PendingEdits } from './pending-edits.ts';

type Asked<Op extends GridRequest['op']> = Extract<GridRequest, { op: Op }>;

/** Reads what a grid of a table asks for, the edits that are not saved laid over it. */
export class TableReader {
  readonly source: RowSource;
  private readonly database: Database;
  private readonly edits: PendingEdits;
  /** Rows without a key are known by their number in this order. */
  private lastQuery: PageQuery = emptyQuery;

  constructor(database: Database, source: RowSource, edits: PendingEdits) {
    this.database = database;
    this.source = source;
    this.edits = edits;
  }

  async rows({ query, anchor, limit }: Asked<'rows'>, signal: AbortSignal): Promise<RowsAnswer> {
    const last = 'place' in anchor ? newNumber(anchor.place) : undefined;
    if (last !== undefined) return { rows: [], milliseconds: 0 };
    this.lastQuery = query;
    const statement = pageStatement(this.source, query, anchor, limit);
    const { placeFrom, reversed } = statement;
    const options = { maxRows: limit, cells: 'cut', wholeFrom: placeFrom } as const;
    const result = await this.database.select(statement, options, signal);
    const read = result.rows.map(
      (row): GridRow => ({
        cells: row.slice(0, placeFrom),
        // These were read whole.
        place: row.slice(placeFrom) as readonly Value[],
      }),
    );
    const ordered = reversed ? read.reverse() : read;
    const rows = [...withEdits(this.source, ordered, this.edits.all)];
    const isEnd = anchor.at === 'end' || (!reversed && rows.length < limit);
    if (isEnd) rows.push(...newRows(this.source, this.edits.all));
    return { rows, milliseconds: result.milliseconds };
  }

  async count({ query, exact }: Asked<'count'>, signal: AbortSignal): Promise<CountAnswer> {
    const options = { maxRows: 1, cells: 'whole' } as const;
    if (exact) {
      const statement = exactCount(this.source, query);
      const count = firstNumber(await runOne(this.database, statement, options, signal));
      return { count, exact };
    }
    const statement = cappedCount(this.source, query);
    const count = firstNumber(await this.database.select(statement, options, signal));
    return { count: Math.min(count, countLimit), exact: count <= countLimit };
  }

  async facet({ query, column }: Asked<'facet'>, signal: AbortSignal): Promise<FacetAnswer> {
    const statement = facetStatement(this.source, column, query);
    const options = { maxRows: facetLimit + 1, cells: 'cut' } as const;
    const { rows } = await runOne(this.database, statement, options, signal);
    const values = rows.map(([cell = null, count]) => ({ cell, count: numberOf(count) }));
    const counted = values.reduce((sum, { count }) => sum + count, 0);
    return {
      values: values.slice(0, facetLimit),
      more: values.length > facetLimit || counted >= facetSample,
    };
  }

  /** Columns with few different values among the first rows; views are not read for that. */
  async facetColumns(signal: AbortSignal): Promise<readonly FacetColumn[]> {
    const asked = facetColumnsStatement(this.source);
    if (!asked) return [];
    const options = { maxRows: 1, cells: 'whole' } as const;
    const { rows } = await this.database.select(asked.statement, options, signal);
    const [counts = []] = rows;
    return facetColumns(asked.columns, counts.map(numberOf));
  }

  /** The rows behind neighbouring places, every value uncut and as it will be once it is saved. */
  async wholeRows(places: readonly (readonly Value[])[]): Promise<readonly (readonly Value[])[]> {
    const saved = places.filter((place) => newNumber(place) === undefined);
    const known = await this.neighbours(saved);
    return Promise.all(
      places.map(async (place) => {
        const number = newNumber(place);
        if (number !== undefined) return newRowValues(this.source, number, this.edits.all);
        const values = known.get(JSON.stringify(place)) ?? (await this.row(place)) ?? [];
        return rowWithEdits(this.source, place, values, this.edits.all);
      }),
    );
  }

  /** Rows that follow on one another are read at once. */
  private async neighbours(places: readonly (readonly Value[])[]) {
    const [first] = places;
    if (!first || places.length === 1) return new Map<string, readonly Value[]>();
    const anchor = { at: 'from', place: first } as const;
    const statement = pageStatement(this.source, this.lastQuery, anchor, places.length);
    const options = { maxRows: places.length, cells: 'whole' } as const;
    const { rows } = await this.database.select(statement, options);
    const { placeFrom } = statement;
    return new Map(
      rows.map((row) => [
        JSON.stringify(row.slice(placeFrom)),
        row.slice(0, placeFrom) as readonly Value[],
      ]),
    );
  }

  /** The whole row behind a place as it is saved, every value uncut; nothing where it is gone. */
  async row(place: readonly Value[]): Promise<readonly Value[] | undefined> {
    const statement =
      this.source.key.length > 0
        ? rowStatement(this.source, keyOfPlace(this.source, place))
        : pageStatement(this.source, this.lastQuery, { at: 'from', place }, 1);
    const { rows } = await this.database.select(statement, { maxRows: 1, cells: 'whole' });
    return rows[0]?.slice(0, this.source.columns.length) as readonly Value[] | undefined;
  }

  /** The foreign key that a column is a part of. */
  foreignKeyOf(column: number): ForeignKey | undefined {
    const name = this.source.columns[column]?.name ?? '';
    return this.source.foreignKeys.find(({ columns }) => columns.includes(name));
  }

  /** The rows of the target that a row's foreign key means. */
  async targetQuery(
    place: readonly Value[],
    { columns, targetColumns }: ForeignKey,
  ): Promise<PageQuery | undefined> {
    return this.query(place, columns, targetColumns);
  }

  /** The rows that refer to a row. */
  async referenceQuery(
    place: readonly Value[],
    { columns, targetColumns }: Reference,
  ): Promise<PageQuery | undefined> {
    return this.query(place, targetColumns, columns);
  }

  private async query(
    place: readonly Value[],
    from: readonly string[],
    to: readonly string[],
  ): Promise<PageQuery | undefined> {
    const row = await this.row(place);
    if (!row) return undefined;
    const filters = to.map((column, at) => ({
      column,
      operator: 'equals' as const,
      value: row[this.source.columns.findIndex(({ name }) => name === from[at])] ?? null,
    }));
    return { sort: [], filters, find: '' };
  }
}

function numberOf(cell: unknown): number {
  return typeof cell === 'object' && cell !== null && 'integer' in cell ? Number(cell.integer) : 0;
}
