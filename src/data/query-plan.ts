import type { Statement } from './database.ts';
import { displayText } from './display.ts';
import { type Cell, isCut } from './value.ts';

/** A step of SQLite's plan for a query. */
export interface PlanStep {
  readonly detail: string;
  /** How deep it stands below the first. */
  readonly depth: number;
  /** It reads a whole table, or builds an index or a sorted copy each time. */
  readonly costly: 'scan' | 'sort' | 'automatic-index' | undefined;
}

/** The statement that explains another. https://sqlite.org/eqp.html */
export function explainStatement({ sql, parameters }: Statement): Statement {
  return { sql: `EXPLAIN QUERY PLAN ${sql}`, parameters };
}

/** The steps as a tree, from the rows (id, parent, not used, detail). */
export function planSteps(rows: readonly (readonly Cell[])[]): readonly PlanStep[] {
  const depths = new Map<string, number>();
  return rows.map(([id = null, parent = null, , detail = null]) => {
    const depth = (depths.get(textOf(parent)) ?? -1) + 1;
    depths.set(textOf(id), depth);
    return { detail: textOf(detail), depth, costly: costOf(textOf(detail)) };
  });
}

function textOf(cell: Cell): string {
  if (isCut(cell)) return 'text' in cell ? cell.text : cell.blob;
  return displayText(cell);
}

function costOf(detail: string): PlanStep['costly'] {
  if (/USING AUTOMATIC/.test(detail)) return 'automatic-index';
  if (/^USE TEMP B-TREE/.test(detail)) return 'sort';
  const isScan = /^SCAN /.test(detail) && !/ USING |CONSTANT ROW|VIRTUAL TABLE/.test(detail);
  return isScan ? 'scan' : undefined;
}
