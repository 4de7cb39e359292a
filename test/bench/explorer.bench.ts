import { existsSync, mkdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { SqliteDatabase } from '../../src/adapters/sqlite/sqlite-database.ts';
import { emptyQuery } from '../../src/data/grid/protocol.ts';
import { type Anchor, pageStatement } from '../../src/data/page.ts';
import { type RowSource, tableSource } from '../../src/data/source.ts';
import { driverValue } from '../../src/data/value.ts';

/** One line of the report: ours, the same SQL in bare node:sqlite, and the goal; in milliseconds. */
export interface ExplorerMeasure {
  readonly what: string;
  readonly ours: number;
  readonly bare?: number;
  readonly goal: number;
  readonly unit: 'ms' | 'MB';
}

const rows = 10_000_000;

/** A database of 10 million rows, more than 1 GB; made once, kept in the temporary folder. */
function bigDatabase(): string {
  const folder = join(tmpdir(), 'engine-switch-bench');
  const path = join(folder, 'ten-million.db');
  if (existsSync(path) && statSync(path).size > 1e9) return path;
  mkdirSync(folder, { recursive: true });
  const database = new DatabaseSync(path);
  database.exec(`PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
    DROP TABLE IF EXISTS events;
    CREATE TABLE events (id INTEGER PRIMARY KEY, kind TEXT, at INTEGER, amount REAL, body TEXT)`);
  database.exec(`WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < ${rows})
    INSERT INTO events SELECT x, 'kind ' || (x % 17), 1700000000 + x, x * 0.25,
      'body of the event number ' || x || ' with some more text to make it of a usual size' FROM n`);
  database.close();
  return path;
}

/** Measures the explorer on a big database beside bare node:sqlite. */
export async function measureExplorer(): Promise<readonly ExplorerMeasure[]> {
  const path = bigDatabase();
  const before = process.memoryUsage().rss;
  const start = performance.now();
  const database = new SqliteDatabase(path);
  await database.state();
  const { tables } = await database.catalog();
  const tree = performance.now() - start;
  const [table] = tables;
  if (!table) throw new Error('The database has no table.');
  const source = tableSource('sqlite', table);
  const measures: ExplorerMeasure[] = [
    { what: 'tree of tables and columns, cold start', ours: tree, goal: 100, unit: 'ms' },
  ];
  const places: readonly (readonly [string, Anchor])[] = [
    ['first 100 rows', { at: 'start' }],
    ['last 100 rows', { at: 'end' }],
    ['100 rows near the end', { at: 'near', part: 0.9 }],
  ];
  for (const [what, anchor] of places) {
    const ours = await median(() => page(database, source, anchor));
    measures.push({
      what,
      ours,
      bare: await median(() => bare(path, source, anchor)),
      goal: 50,
      unit: 'ms',
    });
  }
  const memory = (process.memoryUsage().rss - before) / 1024 / 1024;
  measures.push({ what: 'memory of the calling process', ours: memory, goal: 30, unit: 'MB' });
  measures.push({
    what: 'cancel of a runaway query',
    ours: await cancel(database),
    goal: 50,
    unit: 'ms',
  });
  await database.close();
  return measures;
}

async function page(database: SqliteDatabase, source: RowSource, anchor: Anchor): Promise<void> {
  const statement = pageStatement(source, emptyQuery, anchor, 100);
  const options = { maxRows: 100, cells: 'cut', wholeFrom: statement.placeFrom } as const;
  await database.select(statement, options);
}

async function bare(path: string, source: RowSource, anchor: Anchor): Promise<void> {
  const { sql, parameters } = pageStatement(source, emptyQuery, anchor, 100);
  const database = new DatabaseSync(path, { readOnly: true });
  const values = Array.isArray(parameters) ? parameters.map(driverValue) : [];
  database.prepare(sql).all(...values);
  database.close();
}

async function cancel(database: SqliteDatabase): Promise<number> {
  const controller = new AbortController();
  const sql = 'SELECT count(*) FROM events a, events b';
  const options = { maxRows: 1, cells: 'cut', access: 'read' } as const;
  const running = database.run([{ sql, parameters: [] }], options, controller.signal);
  await new Promise((resolve) => setTimeout(resolve, 500));
  const start = performance.now();
  controller.abort();
  await running.catch(() => undefined);
  return performance.now() - start;
}

async function median(work: () => Promise<void>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 15; round++) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[7] ?? 0;
}

/** Prints each measure with its goal and its ratio to bare node:sqlite. */
export function printExplorer(measures: readonly ExplorerMeasure[]): void {
  for (const { what, ours, bare: other, goal, unit } of measures) {
    const ratio = other ? `, bare ${other.toFixed(2)} ms, ratio ${(ours / other).toFixed(2)}` : '';
    console.log(`${what}: ${ours.toFixed(2)} ${unit} (goal ${goal} ${unit}${ratio})`);
  }
}
