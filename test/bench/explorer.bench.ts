import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Database } from '../../src/data/database.ts';
import { emptyQuery } from '../../src/data/grid/protocol.ts';
import { type Anchor, pageStatement } from '../../src/data/page.ts';
import { type RowSource, tableSource } from '../../src/data/source.ts';
import { driverValue } from '../../src/data/value.ts';
import type { ExplorerServices } from '../../src/ui/explorer/explorer-services.ts';

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

/** The program that ships: what is measured is bundled, its child processes too. */
function builtServices(): ExplorerServices {
  const require = createRequire(import.meta.url);
  return require('../../dist/explorer-services.cjs').services as ExplorerServices;
}

/** Measures the explorer on a big database beside bare node:sqlite. */
export async function measureExplorer(): Promise<readonly ExplorerMeasure[]> {
  const path = bigDatabase();
  const { openFile } = builtServices();
  const before = process.memoryUsage().rss;
  const database = openFile(path);
  const [table] = (await database.catalog()).tables;
  if (!table) throw new Error('The database has no table.');
  const source = tableSource('sqlite', table);
  const measures: ExplorerMeasure[] = [
    {
      what: 'tree of tables and columns, from the start of its process',
      ours: await median(() => tree(openFile(path))),
      bare: await median(async () => bareTree(path)),
      goal: 100,
      unit: 'ms',
    },
  ];
  const places: readonly (readonly [string, Anchor])[] = [
    ['first 100 rows', { at: 'start' }],
    ['last 100 rows', { at: 'end' }],
    ['100 rows near the end', { at: 'near', part: 0.9 }],
  ];
  for (const [what, anchor] of places) {
    const ours = await median(() => page(database, source, anchor));
    const bare = await median(() => barePage(path, source, anchor));
    measures.push({ what, ours, bare, goal: 50, unit: 'ms' });
  }
  const memory = (process.memoryUsage().rss - before) / 1024 / 1024;
  measures.push({ what: 'memory of the calling process', ours: memory, goal: 30, unit: 'MB' });
  const cancelled = await median(() => startRunaway(database), 5);
  measures.push({ what: 'cancel of a runaway query', ours: cancelled, goal: 50, unit: 'ms' });
  await database.close();
  return measures;
}

/** What the view asks for when a database is opened. */
async function tree(database: Database): Promise<void> {
  await Promise.all([database.state(), database.catalog()]);
  await database.close();
}

/** The least that another process could do: Node, its SQLite, the schema and the columns. */
function bareTree(path: string): void {
  const program = `const { DatabaseSync } = require('node:sqlite');
    const database = new DatabaseSync(process.argv[1], { readOnly: true });
    for (const { name } of database.prepare('SELECT name FROM sqlite_schema').all())
      database.prepare('SELECT * FROM pragma_table_xinfo(?)').all(name);`;
  execFileSync(process.execPath, ['--no-warnings', '-e', program, path]);
}

async function page(database: Database, source: RowSource, anchor: Anchor): Promise<void> {
  const statement = pageStatement(source, emptyQuery, anchor, 100);
  const options = { maxRows: 100, cells: 'cut', wholeFrom: statement.placeFrom } as const;
  await database.select(statement, options);
}

async function barePage(path: string, source: RowSource, anchor: Anchor): Promise<void> {
  const { sql, parameters } = pageStatement(source, emptyQuery, anchor, 100);
  const database = new DatabaseSync(path, { readOnly: true });
  const values = Array.isArray(parameters) ? parameters.map(driverValue) : [];
  database.prepare(sql).all(...values);
  database.close();
}

/** Starts a query that does not end; gives what ends it, and what waits for that. */
async function startRunaway(database: Database): Promise<() => Promise<unknown>> {
  const controller = new AbortController();
  const sql = 'SELECT count(*) FROM events a, events b';
  const options = { maxRows: 1, cells: 'cut', access: 'read' } as const;
  const running = database.run([{ sql, parameters: [] }], options, controller.signal);
  running.catch(() => undefined);
  // Long enough to be in the middle of it.
  await new Promise((resolve) => setTimeout(resolve, 500));
  return () => {
    controller.abort();
    return running.catch(() => undefined);
  };
}

/** The median of a work's times; where it gives another work, that one alone is timed. */
async function median(work: () => Promise<unknown>, rounds = 15): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    let start = performance.now();
    const next = await work();
    if (typeof next === 'function') {
      start = performance.now();
      await next();
    }
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0;
}

/** Prints each measure with its goal and its ratio to bare node:sqlite. */
export function printExplorer(measures: readonly ExplorerMeasure[]): void {
  for (const { what, ours, bare: other, goal, unit } of measures) {
    const ratio = other ? `, bare ${other.toFixed(2)} ms, ratio ${(ours / other).toFixed(2)}` : '';
    console.log(`${what}: ${ours.toFixed(2)} ${unit} (goal ${goal} ${unit}${ratio})`);
  }
}
