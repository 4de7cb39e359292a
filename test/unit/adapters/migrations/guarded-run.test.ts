import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { listBackups, restoreBackup } from '../../../../src/adapters/migrations/backups.ts';
import { guardedRun } from '../../../../src/adapters/migrations/guarded-run.ts';
import type { SchemaOperation } from '../../../../src/migrations/guard/asked.ts';

const schema = `
CREATE TABLE parent (id INTEGER PRIMARY KEY, name TEXT, price INTEGER, CHECK (price > 0));
CREATE TABLE child (id INTEGER PRIMARY KEY, parent INTEGER REFERENCES parent ON DELETE CASCADE);
CREATE UNIQUE INDEX by_name ON parent (lower(name)) WHERE price > 1;
CREATE VIEW cheap AS SELECT name FROM parent WHERE price < 10;
CREATE TABLE log (what TEXT);
CREATE TRIGGER logged AFTER INSERT ON parent BEGIN INSERT INTO log VALUES (new.name); END;
INSERT INTO parent VALUES (1, 'a', 5);
INSERT INTO child VALUES (1, 1), (2, 1);
`;

/** What Alembic's batch mode sends to alter a column. */
const rebuild = [
  'CREATE TABLE _alembic_tmp_parent (id INTEGER PRIMARY KEY, name VARCHAR(9), price INTEGER)',
  'INSERT INTO _alembic_tmp_parent SELECT id, name, price FROM parent',
  'DROP TABLE parent',
  'ALTER TABLE _alembic_tmp_parent RENAME TO parent',
];

describe('guardedRun', () => {
  let workspace: string;
  let file: string;

  beforeEach(() => {
    workspace = mkdtempSync(join(tmpdir(), 'engine-switch-guard-'));
    file = join(workspace, 'app.db');
    open((database) => database.exec(`PRAGMA journal_mode = WAL; ${schema}`));
  });
  afterEach(() => rmSync(workspace, { recursive: true, force: true }));

  function open<T>(use: (database: DatabaseSync) => T, path = file): T {
    const database = new DatabaseSync(path);
    try {
      return use(database);
    } finally {
      database.close();
    }
  }

  const value = (sql: string) =>
    open((database) => Object.values(database.prepare(sql).get() ?? {})[0]);
  const names = () =>
    open((database) =>
      database
        .prepare('SELECT name FROM sqlite_schema ORDER BY name')
        .all()
        .map(({ name }) => String(name)),
    );

  interface RunOptions {
    readonly dryRun?: boolean;
    readonly foreignKeys?: boolean;
    readonly operations?: readonly SchemaOperation[];
    readonly meanwhile?: () => void;
  }

  function run(statements: readonly string[], options: RunOptions = {}) {
    const { dryRun = false, foreignKeys = false, operations = [] } = options;
    return guardedRun({ workspace, file, dryRun, keepBackups: 2 }, async (copy) => {
      open((database) => {
        database.exec(`PRAGMA legacy_alter_table = ON; PRAGMA foreign_keys = ${foreignKeys}`);
        for (const sql of statements) database.exec(sql);
      }, copy);
      options.meanwhile?.();
      return { value: undefined, idle: statements.length === 0, statements, operations };
    });
  }

  it('puts back what a rebuild has dropped: trigger, index and check', async () => {
    const { guard } = await run(rebuild);
    assert.deepEqual(
      guard.restored.map(({ kind, name }) => [kind, name]),
      [
        ['index', 'by_name'],
        ['check', 'CHECK (price > 0)'],
        ['trigger', 'logged'],
      ],
    );
    assert.deepEqual(names(), ['by_name', 'cheap', 'child', 'log', 'logged', 'parent']);
    assert.equal(value('SELECT count(*) FROM child'), 2);
    open((database) => {
      assert.throws(() => database.exec("INSERT INTO parent VALUES (2, 'b', 0)"), /CHECK/);
      database.exec("INSERT INTO parent VALUES (2, 'b', 2)");
    });
    assert.equal(value('SELECT what FROM log ORDER BY rowid DESC'), 'b');
    assert.equal(value('PRAGMA journal_mode'), 'wal');
    assert.equal(value('PRAGMA integrity_check'), 'ok');
  });

  it('leaves gone what the migration asked to drop', async () => {
    const operations: SchemaOperation[] = [
      { kind: 'drop-index', table: 'parent', name: 'by_name' },
      { kind: 'drop-constraint', table: 'parent' },
    ];
    const { guard } = await run(['DROP TRIGGER logged', ...rebuild], { operations });
    assert.deepEqual(guard.restored, []);
    assert.deepEqual(names(), ['cheap', 'child', 'log', 'parent']);
  });

  it('keeps away from tables that are dropped on purpose', async () => {
    await run(['DROP VIEW cheap', 'DROP TABLE child', 'DROP TABLE parent']);
    assert.deepEqual(names(), ['log']);
  });

  it('refuses a run that empties the children of a rebuilt table', async () => {
    await assert.rejects(run(rebuild, { foreignKeys: true }), {
      code: 'migration-refused',
      message: /2 of 2 rows of the table child/,
    });
    assert.equal(value('SELECT count(*) FROM child'), 2);
    assert.deepEqual(readdirSync(join(workspace, '.engine-switch/backups')), []);
  });

  it('refuses orphans, but not those that were there before', async () => {
    open((database) => {
      database.exec('PRAGMA foreign_keys = OFF; INSERT INTO child VALUES (3, 99)');
    });
    const { guard } = await run(['CREATE TABLE more (id INTEGER PRIMARY KEY)']);
    assert.deepEqual(guard.orphansBefore, [
      { kind: 'orphans', table: 'child', target: 'parent', rows: 1 },
    ]);
    await assert.rejects(run(['DELETE FROM parent']), {
      message: /the rows of parent that 2 rows of child refer to/,
    });
  });

  it('follows what a migration deletes itself, as ON DELETE says', async () => {
    open((database) =>
      database.exec(`CREATE TABLE note (id INTEGER PRIMARY KEY, child INTEGER REFERENCES child ON DELETE SET NULL);
        INSERT INTO note VALUES (1, 1)`),
    );
    const { guard } = await run([...rebuild, 'DELETE FROM parent WHERE id = 1']);
    assert.deepEqual(guard.followed, [
      { table: 'child', target: 'parent', rows: 2, action: 'CASCADE' },
      { table: 'note', target: 'child', rows: 1, action: 'SET NULL' },
    ]);
    assert.equal(value('SELECT count(*) FROM child'), 0);
    assert.equal(value('SELECT child IS NULL FROM note'), 1);
  });

  it('says which tables take no new row', async () => {
    const { guard } = await run([
      'CREATE TABLE wrong (id INTEGER PRIMARY KEY, at TEXT DEFAULT (now()))',
      'CREATE TABLE unnumbered (id SERIAL PRIMARY KEY)',
      'CREATE TABLE big (id BIGINT NOT NULL PRIMARY KEY)',
      "CREATE TABLE right (id INTEGER PRIMARY KEY, at TEXT NOT NULL, kind TEXT CHECK (kind = 'x'))",
    ]);
    assert.deepEqual(guard.insertProblems, [
      { table: 'wrong', message: 'unknown function: now()' },
      { table: 'unnumbered', message: 'a row without id gets NULL instead of a number' },
      { table: 'big', message: 'NOT NULL constraint failed: big.id' },
    ]);
  });

  it('changes nothing in a dry run, and shows both schemas', async () => {
    const { schema } = await run(['CREATE TABLE more (id INTEGER)'], { dryRun: true });
    assert.ok(!names().includes('more'));
    assert.ok(!schema.before.includes('more') && schema.after.includes('more'));
    assert.deepEqual(readdirSync(join(workspace, '.engine-switch/backups')), []);
  });

  it('gives way to an application that wrote meanwhile', async () => {
    const meanwhile = () => open((database) => database.exec("INSERT INTO log VALUES ('mine')"));
    await assert.rejects(run(rebuild, { meanwhile }), { code: 'database-unavailable' });
    assert.equal(value('SELECT what FROM log ORDER BY rowid DESC'), 'mine');
    assert.ok(names().includes('logged'));
  });

  it('makes a database that is not there, and its folder', async () => {
    file = join(workspace, 'data/new.db');
    await run(['CREATE TABLE first (id INTEGER PRIMARY KEY)']);
    assert.deepEqual(names(), ['first']);
    assert.ok(!existsSync(`${file}.engine-switch`));
  });

  it('keeps the newest backups, and gives one back', async () => {
    for (const table of ['one', 'two', 'three']) await run([`CREATE TABLE ${table} (id INTEGER)`]);
    const home = join(workspace, '.engine-switch');
    const backups = await listBackups(home);
    assert.deepEqual(
      backups.map(({ database }) => database),
      ['app.db', 'app.db'],
    );
    await restoreBackup(home, backups[1]?.name ?? '', file);
    assert.ok(names().includes('one') && !names().includes('two'));
  });

  it('puts back a trigger that the same run has made', async () => {
    const trigger = 'CREATE TRIGGER later AFTER UPDATE ON parent BEGIN SELECT 1; END';
    const { guard } = await run([trigger, ...rebuild]);
    assert.ok(guard.restored.some(({ name }) => name === 'later'));
    assert.ok(names().includes('later'));
  });

  const noted = (columns: string) => [
    `CREATE TABLE _alembic_tmp_note (${columns})`,
    'INSERT INTO _alembic_tmp_note SELECT id, stars, child FROM note',
    'DROP TABLE note',
    'ALTER TABLE _alembic_tmp_note RENAME TO note',
  ];
  const note =
    'CREATE TABLE note (id INTEGER PRIMARY KEY, stars INTEGER CHECK (stars < 6), child INTEGER REFERENCES child (id))';
  const bare = 'id INTEGER PRIMARY KEY, stars INTEGER, child INTEGER';

  it('puts back a check and a key of a table that the same run has made', async () => {
    const { guard } = await run([note, ...noted(bare)]);
    assert.deepEqual(guard.restored.map(({ kind, table }) => `${kind} ${table}`).sort(), [
      'check note',
      'foreign-key note',
    ]);
    assert.throws(() => open((database) => database.exec('INSERT INTO note (stars) VALUES (9)')));
  });

  it('leaves away the check and the key that the same run has made and dropped', async () => {
    const table = 'note';
    const operations = [
      { kind: 'drop-constraint', table },
      { kind: 'drop-constraint', table, name: 'fk' },
    ] as const;
    assert.deepEqual((await run([note, ...noted(bare)], { operations })).guard.restored, []);
  });

  it('has nothing to put back where a table of the same name is another one', async () => {
    const again = [note, 'DROP TABLE note', `CREATE TABLE note (${bare})`, ...noted(bare)];
    assert.deepEqual((await run(again)).guard.restored, []);
  });

  it('knows a foreign key whose table was built again, and then renamed', async () => {
    const { guard } = await run([
      'DROP VIEW cheap',
      'DROP TRIGGER logged',
      'DROP INDEX by_name',
      ...rebuild,
      'PRAGMA legacy_alter_table = OFF',
      'ALTER TABLE parent RENAME TO elder',
      'CREATE TABLE _alembic_tmp_child (id INTEGER PRIMARY KEY, parent INTEGER REFERENCES elder (id) ON DELETE CASCADE)',
      'INSERT INTO _alembic_tmp_child SELECT id, parent FROM child',
      'DROP TABLE child',
      'ALTER TABLE _alembic_tmp_child RENAME TO child',
    ]);
    assert.deepEqual(
      guard.restored.map(({ kind, table }) => `${kind} ${table}`),
      ['check elder'],
    );
  });

  it('knows a foreign key whose table and column were renamed', async () => {
    const { guard } = await run([
      'PRAGMA legacy_alter_table = OFF',
      'ALTER TABLE parent RENAME COLUMN id TO number',
      'ALTER TABLE parent RENAME TO elder',
      'CREATE TABLE _alembic_tmp_child (id INTEGER PRIMARY KEY, parent INTEGER REFERENCES elder (number) ON DELETE CASCADE)',
      'INSERT INTO _alembic_tmp_child SELECT id, parent FROM child',
      'DROP TABLE child',
      'ALTER TABLE _alembic_tmp_child RENAME TO child',
    ]);
    assert.deepEqual(guard.restored, []);
  });

  it('leaves away a check that was dropped under the new name of its table', async () => {
    const renamed = rebuild.map((sql) => sql.replaceAll('parent', 'elder'));
    const operations = [
      { kind: 'drop-constraint', table: 'elder' },
      { kind: 'drop-index', table: 'elder', name: 'by_name' },
    ] as const;
    const statements = [
      'DROP TRIGGER logged',
      'PRAGMA legacy_alter_table = OFF',
      'ALTER TABLE parent RENAME TO elder',
      'PRAGMA legacy_alter_table = ON',
      ...renamed,
    ];
    const { guard } = await run(statements, { operations });
    assert.deepEqual(
      guard.restored.filter(({ kind }) => kind !== 'view'),
      [],
    );
  });

  it('removes what a rebuild that failed before has left', async () => {
    open((database) => database.exec('CREATE TABLE _alembic_tmp_parent (id INTEGER)'));
    const { guard } = await run(rebuild);
    assert.deepEqual(guard.removedLeftovers, ['_alembic_tmp_parent']);
  });
});
