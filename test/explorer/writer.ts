import { DatabaseSync } from 'node:sqlite';

/**
 * An application that writes without pause: `writer.ts FILE wal|delete TIMEOUT`. Each transaction
 * adds two rows of one batch and counts them, so that a reader can tell a torn page from a whole
 * one. Prints what went wrong, or `wrote N`, when its input ends.
 */
const [file = '', mode = 'wal', timeout = '0'] = process.argv.slice(2);
const database = new DatabaseSync(file, { timeout: Number(timeout) });
database.exec(`PRAGMA journal_mode = ${mode}; PRAGMA synchronous = NORMAL;
  CREATE TABLE IF NOT EXISTS entries (id INTEGER PRIMARY KEY, batch INTEGER, filler TEXT);
  CREATE TABLE IF NOT EXISTS counter (n INTEGER);
  INSERT INTO counter SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM counter);`);
const insert = database.prepare('INSERT INTO entries (batch, filler) VALUES (?, ?)');
const count = database.prepare('UPDATE counter SET n = n + 1');

let batches = 0;
let stopped = false;
process.stdin.on('end', () => {
  stopped = true;
});
process.stdin.resume();
process.stdout.write('ready\n');

function step(): void {
  try {
    database.exec('BEGIN IMMEDIATE');
    insert.run(batches, 'x'.repeat(batches % 900));
    insert.run(batches, 'y'.repeat(batches % 900));
    count.run();
    database.exec('COMMIT');
    batches++;
  } catch (error) {
    process.stdout.write(
      `failed after ${batches}: ${error instanceof Error ? error.message : error}\n`,
    );
    stopped = true;
  }
  if (!stopped) setImmediate(step);
  else {
    database.close();
    process.stdout.write(`wrote ${batches}\n`);
  }
}
step();
