import type { ResultColumn } from '../database.ts';
import type { Value } from '../value.ts';

/** What an export is of. */
export interface ExportShape {
  readonly columns: readonly Pick<ResultColumn, 'name'>[];
  /** The table's name in SQL. */
  readonly table: string;
}

/** Turns rows into text, one after the other, whatever their number. */
export interface ExportWriter {
  head(): string;
  /** `at` counts from 0. */
  row(values: readonly Value[], at: number): string;
  /** `count` rows were written. */
  tail(count: number): string;
}
