import type { Table } from '../../catalog/model.ts';
import { cappedCount, countLimit } from '../../data/count.ts';
import type { Database, ResultSet } from '../../data/database.ts';
import { emptyQuery } from '../../data/grid/protocol.ts';
import { runOne } from '../../data/run-one.ts';
import { tableSource } from '../../data/source.ts';

/** A table's numbers. */
export interface TableFacts {
  readonly rows: number;
  /** Otherwise there are more. */
  readonly exact: boolean;
  /** On disk, its indexes not counted. */
  readonly bytes?: number;
}

/** Databases beyond this are not read through for the sizes of their tables; in bytes. */
const sizesUpTo = 64 * 1024 * 1024;

/** Counts the rows of a table to a limit: it is quick whatever their number. */
export async function countTable(database: Database, table: Table): Promise<TableFacts> {
  const statement = cappedCount(tableSource(database.engine, table), emptyQuery);
  const count = firstNumber(await database.select(statement, { maxRows: 1, cells: 'whole' }));
  return { rows: Math.min(count, countLimit), exact: count <= countLimit };
}

/** The sizes of tables and indexes by name, where that is quick: dbstat reads every page. */
export async function tableSizes(
  database: Database,
  size: number | undefined,
): Promise<ReadonlyMap<string, number>> {
  if (database.engine !== 'sqlite' || size === undefined || size > sizesUpTo) return new Map();
  const sql = 'SELECT name, sum(pgsize) FROM dbstat GROUP BY name';
  const { rows } = await runOne(
    database,
    { sql, parameters: [] },
    { maxRows: 10_000, cells: 'whole' },
  );
  return new Map(rows.map(([name, bytes]) => [String(name), numberOf(bytes)]));
}

/** The one number that a counting statement gives. */
export function firstNumber({ rows }: ResultSet): number {
  return numberOf(rows[0]?.[0]);
}

function numberOf(cell: unknown): number {
  const isInteger = typeof cell === 'object' && cell !== null && 'integer' in cell;
  return isInteger ? Number(cell.integer) : 0;
}
