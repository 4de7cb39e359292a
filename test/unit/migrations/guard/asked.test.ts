import assert from 'node:assert/strict';
import { askedBy, rebuildRenameTarget } from '../../../../src/migrations/guard/asked.ts';
import { withConstraint } from '../../../../src/migrations/guard/clauses.ts';

describe('askedBy', () => {
  it('reads drops, deletes and renames, however they are written', () => {
    const asked = askedBy(
      [
        'drop /* x */ trigger if exists main."Audit"',
        'DROP INDEX [by name]',
        'WITH old AS (SELECT 1) DELETE FROM `Child` WHERE 1',
        'ALTER TABLE main.a RENAME TO "B"',
        'ALTER TABLE a RENAME COLUMN x TO y',
        "INSERT INTO log VALUES ('DROP TABLE parent')",
      ],
      [],
    );
    assert.deepEqual([...asked.dropped], ['trigger:audit', 'index:by name']);
    assert.deepEqual([...asked.deletedFrom], ['child']);
    assert.deepEqual(asked.renames, [['a', 'b']]);
  });

  it('remembers what the run has made, until it drops it', () => {
    const made = [
      'CREATE UNIQUE INDEX IF NOT EXISTS main.ux ON "Parent" (name)',
      'CREATE TRIGGER gone AFTER INSERT ON parent BEGIN SELECT 1; END',
      'CREATE VIEW v AS SELECT 1',
      'DROP TRIGGER gone',
    ];
    assert.deepEqual(
      askedBy(made, []).created.map(({ kind, name, table }) => [kind, name, table]),
      [
        ['index', 'ux', 'parent'],
        ['view', 'v', 'v'],
      ],
    );
  });

  it('tells the rename that ends a rebuild', () => {
    assert.equal(rebuildRenameTarget('ALTER TABLE _alembic_tmp_a RENAME TO a'), 'a');
    assert.equal(rebuildRenameTarget('alter table `_knex_temp_alter1` rename to `B`'), 'b');
    assert.equal(rebuildRenameTarget('ALTER TABLE a RENAME TO b'), undefined);
  });
});

describe('withConstraint', () => {
  it('adds at the end of the list, behind comments and before options', () => {
    assert.equal(
      withConstraint("CREATE TABLE t (a TEXT DEFAULT ')', b INT -- (\n) STRICT", 'CHECK (b > 0)'),
      "CREATE TABLE t (a TEXT DEFAULT ')', b INT -- (\n\n, CHECK (b > 0)) STRICT",
    );
    assert.equal(withConstraint('CREATE TABLE t AS SELECT 1', 'CHECK (1)'), undefined);
  });
});
