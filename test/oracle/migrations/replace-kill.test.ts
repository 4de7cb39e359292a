import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { random } from '../../support/random.ts';

const replace = join(import.meta.dirname, '../../../src/adapters/migrations/replace-database.ts');
const rounds = 25;

describe('A kill while the migrated copy takes its place', function () {
  this.timeout(300_000);
  const seed = Number(process.env.SEED ?? 5);

  for (const mode of ['DELETE', 'WAL']) {
    it(`leaves one whole content, in mode ${mode} (seed ${seed})`, async () => {
      const folder = mkdtempSync(join(tmpdir(), 'engine-switch-replace-'));
      const at = (name: string) => join(folder, name);
      make(at('old.db'), 'old', mode);
      make(at('new.db'), 'new', 'DELETE');
      writeFileSync(
        at('run.mjs'),
        `import { replaceDatabase } from ${JSON.stringify(replace)};
         process.send('begins');
         await replaceDatabase('${at('new.db')}', '${at('app.db')}', () => true);
         process.disconnect();`,
      );
      const next = random(seed);
      const seen = new Set<string>();
      for (let round = 0; round < rounds; round++) {
        for (const ending of ['', '-wal', '-shm', '-journal'])
          rmSync(at(`app.db${ending}`), { force: true });
        copyFileSync(at('old.db'), at('app.db'));
        await killedAfter(at('run.mjs'), next() * 120);
        seen.add(contentOf(at('app.db')));
      }
      assert.ok(
        [...seen].every((content) => content === 'old' || content === 'new'),
        [...seen].join(),
      );
      assert.ok(seen.has('old'));
      rmSync(folder, { recursive: true, force: true });
    });
  }
});

function make(file: string, word: string, mode: string): void {
  const database = new DatabaseSync(file);
  database.exec(`PRAGMA journal_mode = ${mode}; CREATE TABLE t (word TEXT, filler TEXT);
    INSERT INTO t SELECT '${word}', hex(randomblob(100)) FROM
      (WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 100000) SELECT x FROM n)`);
  database.close();
}

function killedAfter(script: string, delay: number): Promise<void> {
  return new Promise((resolve) => {
    const child = fork(script);
    child.once('message', () => setTimeout(() => child.kill('SIGKILL'), delay));
    child.once('exit', () => resolve());
  });
}

/** `old`, `new`, or what went wrong. */
function contentOf(file: string): string {
  const database = new DatabaseSync(file);
  try {
    const check = String(database.prepare('PRAGMA integrity_check').get()?.integrity_check);
    const rows = database.prepare('SELECT word, count(*) AS n FROM t GROUP BY 1').all();
    const [row] = rows;
    if (check !== 'ok' || rows.length !== 1 || row?.n !== 100_000)
      return `${check} ${JSON.stringify(rows)}`;
    return String(row.word);
  } finally {
    database.close();
  }
}
