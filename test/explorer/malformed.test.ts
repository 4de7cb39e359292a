import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteDatabase } from '../../src/adapters/sqlite/sqlite-database.ts';
import { SwitchError } from '../../src/core/errors.ts';
import { emptyQuery } from '../../src/data/grid/protocol.ts';
import { pageStatement } from '../../src/data/page.ts';
import { tableSource } from '../../src/data/source.ts';
import { writeSampleDatabase } from '../support/explorer/sample-database.ts';
import { random } from '../support/random.ts';

/** Opens a file and reads all that the explorer would; the problem, or how much was read. */
async function readAll(path: string): Promise<string> {
  const database = new SqliteDatabase(path);
  try {
    const { problem } = await database.state();
    if (problem) return problem.kind;
    const { tables } = await database.catalog();
    for (const table of tables) {
      const statement = pageStatement(tableSource('sqlite', table), emptyQuery, { at: 'end' }, 100);
      await database.select(statement, { maxRows: 100, cells: 'cut' });
    }
    return `${tables.length} tables`;
  } catch (error) {
    // A refusal with a message is right; the end of the process is not.
    assert.ok(error instanceof SwitchError, String(error));
    assert.equal(error.code, 'database-error', error.message);
    return error.message;
  } finally {
    await database.close();
  }
}

describe('malformed databases', function () {
  this.timeout(120_000);
  let folder: string;
  let sound: Buffer;
  let path: string;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'engine-switch-malformed-'));
    path = join(folder, 'a.db');
    writeSampleDatabase(path);
    sound = readFileSync(path);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('are named for what they are', async () => {
    assert.equal(await readAll(path), '6 tables');
    writeFileSync(path, '');
    assert.equal(await readAll(path), '0 tables');
    writeFileSync(path, 'this is a text and no database, however long it may be '.repeat(40));
    assert.equal(await readAll(path), 'not-a-database');
    rmSync(path);
    assert.equal(await readAll(path), 'unreadable');
  });

  it('do not end the process when they are truncated', async () => {
    for (const length of [1, 15, 99, 100, 512, 4096, 5000, 40_960]) {
      writeFileSync(path, sound.subarray(0, length));
      assert.notEqual(await readAll(path), '', String(length));
    }
  });

  for (const seed of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]) {
    it(`do not end the process when bytes are flipped (seed ${seed})`, async () => {
      const next = random(seed);
      const bytes = Buffer.from(sound);
      for (let count = 0; count < 60; count++) {
        // Half of them where the schema is.
        const range = next() < 0.5 ? 8192 : bytes.length;
        bytes[Math.floor(next() * range)] = Math.floor(next() * 256);
      }
      writeFileSync(path, bytes);
      assert.notEqual(await readAll(path), '', `seed ${seed}`);
    });
  }
});
