import assert from 'node:assert/strict';
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { alembicRequirements, alembicTree, revision } from '../../support/alembic-project.ts';
import { MigrationsProject } from '../../support/migrations-project.ts';
import { requirePython } from '../../support/python-venv.ts';
import { callCommandLine } from '../../support/terminal.ts';

/** A database of an earlier time, with rows that a table rebuild would delete. */
const earlier = `
  PRAGMA foreign_keys = ON;
  CREATE TABLE owner (id INTEGER PRIMARY KEY, name VARCHAR(9) NOT NULL);
  CREATE TABLE pet (id INTEGER PRIMARY KEY, owner_id INTEGER NOT NULL REFERENCES owner (id) ON DELETE CASCADE);
  CREATE TRIGGER named AFTER INSERT ON owner BEGIN SELECT 1; END;
  INSERT INTO owner VALUES (1, 'Ada');
  INSERT INTO pet VALUES (1, 1), (2, 1);
`;

const file = 'shop.db';

const alembic = {
  ...alembicTree({ '.env': 'DATABASE_URL=postgresql://me:secret@localhost/shop\n' }),
  ...revision('aaa', 'None', 'pass'),
  ...revision(
    'bbb',
    '"aaa"',
    'op.alter_column("owner", "name", type_=sa.String(99), existing_type=sa.String(9), existing_nullable=False)',
  ),
};

const knex = {
  'knexfile.js': `module.exports = { development: {
    client: 'pg',
    connection: 'postgresql://me:secret@localhost/shop',
  } };`,
  'migrations/20240101000000_wider.js': `
    exports.up = (knex) => knex.schema.alterTable('owner', (t) => t.string('name', 99).notNullable().alter());
    exports.down = (knex) => knex.schema.alterTable('owner', (t) => t.string('name', 9).notNullable().alter());`,
};

const scripts = {
  '.env': 'DATABASE_URL=postgresql://me:secret@localhost/shop\n',
  'db/schema.sql': `CREATE TABLE visit (id bigserial PRIMARY KEY, day date NOT NULL DEFAULT CURRENT_DATE);
CREATE TABLE note (id int PRIMARY KEY, ts tsvector GENERATED ALWAYS AS (to_tsvector('english', 'x')) STORED);
CREATE EXTENSION hstore;
`,
};

describe('The migrations that a switch runs', function () {
  this.timeout(300_000);
  let project: MigrationsProject;
  afterEach(() => project?.remove());

  /** What a switch prints; these projects have no code that its checks could be content with. */
  async function apply(...more: readonly string[]) {
    const args = ['apply', project.folder, '--to', 'sqlite', '--yes', ...more];
    const { out, err } = await callCommandLine(args);
    assert.match(out, /done The workspace runs on SQLite/, err);
    return `${out}\n${err}`;
  }

  function checkKept(): void {
    assert.deepEqual(project.rows(file, 'SELECT id FROM pet'), [{ id: 1 }, { id: 2 }]);
    const triggers = "SELECT name FROM sqlite_schema WHERE type = 'trigger'";
    assert.deepEqual(project.rows(file, triggers), [{ name: 'named' }]);
    const sql = "SELECT sql FROM sqlite_schema WHERE name = 'owner'";
    assert.match(String(project.rows(file, sql)[0]?.sql), /varchar\(99\)/i);
  }

  it('are guarded with Alembic', async function () {
    const python = await requirePython(this, alembicRequirements);
    project = new MigrationsProject(alembic);
    symlinkSync(dirname(dirname(python)), join(project.folder, '.venv'));
    project.open(file, (database) => {
      database.exec(earlier);
      database.exec(
        "CREATE TABLE alembic_version (version_num PRIMARY KEY); INSERT INTO alembic_version VALUES ('aaa')",
      );
    });
    const printed = await apply();
    assert.match(printed, /put back trigger named/);
    assert.match(printed, /^Backup: \.engine-switch\/backups\/shop\./m);
    assert.ok(!printed.includes('secret'));
    checkKept();
  });

  it('are guarded with Knex, with the Knex that comes along', async () => {
    project = new MigrationsProject(knex);
    project.open(file, (database) => database.exec(earlier));
    assert.match(await apply(), /^Backup: \.engine-switch\/backups\/shop\./m);
    checkKept();
  });

  it('make the tables of SQL scripts, and name what could not be made', async () => {
    project = new MigrationsProject(scripts);
    const printed = await apply();
    project.rows(file, 'INSERT INTO visit DEFAULT VALUES');
    assert.equal(project.rows(file, 'SELECT id FROM visit')[0]?.id, 1);
    assert.match(printed, /^left out db\/schema\.sql: .*to_tsvector/m);
  });

  it('apply scripts that were rewritten where they stand', async () => {
    project = new MigrationsProject(scripts);
    const printed = await apply('--scripts', 'in-place');
    assert.match(printed, /^done up db\/schema\.sql/m);
    const path = join(project.folder, 'db/schema.sql');
    assert.match(readFileSync(path, 'utf8'), /id integer PRIMARY KEY autoincrement/i);
    assert.ok(!existsSync(join(project.folder, 'db/schema.sqlite.sql')));
    project.rows(file, 'INSERT INTO visit DEFAULT VALUES');
    assert.equal(project.rows(file, 'SELECT id FROM visit')[0]?.id, 1);
  });

  it('do not run where the project still points at the other database', async () => {
    project = new MigrationsProject(knex);
    await assert.rejects(project.run({ kind: 'up' }, { engine: 'sqlite' }), {
      code: 'wrong-usage',
      message: /PostgreSQL \(localhost\/shop\) instead of SQLite/,
    });
  });
});
