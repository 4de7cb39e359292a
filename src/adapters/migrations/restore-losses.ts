import type { DatabaseSync } from 'node:sqlite';
import { withConstraint } from '../../migrations/guard/clauses.ts';
import type {
  ConstraintLoss,
  Loss,
  ObjectLoss,
  SchemaLoss,
} from '../../migrations/guard/report.ts';
import { quoteName } from '../../sql/sqlite-tokens.ts';

/** What could be put back, and what could not. */
export interface Restored {
  readonly restored: readonly SchemaLoss[];
  readonly remaining: readonly Loss[];
}

/**
 * Puts back what a run took away, each thing in a transaction of its own that is kept only if the
 * database still works with it. Rows are not put back: the backup has them.
 */
export function restoreLosses(database: DatabaseSync, losses: readonly Loss[]): Restored {
  const restored: SchemaLoss[] = [];
  const remaining: Loss[] = [];
  for (const loss of losses) {
    if (loss.kind === 'rows' || loss.kind === 'orphans') remaining.push(loss);
    else if (restore(database, loss)) restored.push(loss);
    else remaining.push(loss);
  }
  return { restored, remaining };
}

function restore(database: DatabaseSync, loss: SchemaLoss): boolean {
  database.exec('SAVEPOINT restore');
  try {
    if ('clause' in loss) restoreConstraint(database, loss);
    else restoreObject(database, loss);
    database.exec('RELEASE restore');
    return true;
  } catch {
    database.exec('ROLLBACK TO restore; RELEASE restore');
    return false;
  } finally {
    // The schema as it now is, from the file.
    database.exec('PRAGMA writable_schema = RESET');
  }
}

/** SQLite looks into a trigger or view only when it is used: so each is compiled once. */
function restoreObject(database: DatabaseSync, { kind, name, table, sql }: ObjectLoss): void {
  database.exec(sql);
  const target = quoteName(kind === 'view' ? name : table);
  if (kind === 'view') database.prepare(`SELECT * FROM ${target}`);
  if (kind !== 'trigger') return;
  const [column] = database.prepare(`PRAGMA table_info(${target})`).all();
  const first = quoteName(String(column?.name));
  database.prepare(`EXPLAIN INSERT INTO ${target} DEFAULT VALUES`);
  database.prepare(`EXPLAIN DELETE FROM ${target}`);
  database.prepare(`EXPLAIN UPDATE ${target} SET ${first} = ${first}`);
}

/**
 * A constraint that all rows satisfy changes nothing in the file but the text of CREATE TABLE.
 * https://sqlite.org/lang_altertable.html#making_other_kinds_of_table_schema_changes
 */
function restoreConstraint(database: DatabaseSync, { table, clause }: ConstraintLoss): void {
  const row = database
    .prepare("SELECT sql FROM sqlite_schema WHERE type = 'table' AND lower(name) = lower(?)")
    .get(table);
  const sql = withConstraint(String(row?.sql), clause);
  if (sql === undefined) throw new Error(`The statement of ${table} has no columns.`);
  checkWorks(database, table, sql);
  writeSchema(database, table, sql);
}

/** The new statement has to compile, and every row to pass. */
function checkWorks(database: DatabaseSync, table: string, sql: string): void {
  database.exec('SAVEPOINT trial');
  try {
    database.exec('PRAGMA legacy_alter_table = ON');
    database.exec(`ALTER TABLE ${quoteName(table)} RENAME TO _engine_switch_trial`);
    database.exec(sql);
    const columns = database
      .prepare(`SELECT name FROM pragma_table_xinfo(?) WHERE hidden = 0`)
      .all(table)
      .map(({ name }) => quoteName(String(name)))
      .join(', ');
    database.exec(
      `INSERT INTO ${quoteName(table)} (${columns}) SELECT ${columns} FROM _engine_switch_trial`,
    );
  } finally {
    database.exec('ROLLBACK TO trial; RELEASE trial; PRAGMA legacy_alter_table = OFF');
  }
}

function writeSchema(database: DatabaseSync, table: string, sql: string): void {
  // Since Node 24.12 a connection is defensive: it does not let the schema be written.
  if ('enableDefensive' in database) database.enableDefensive(false);
  database.exec('PRAGMA writable_schema = ON');
  database
    .prepare("UPDATE sqlite_schema SET sql = ? WHERE type = 'table' AND lower(name) = lower(?)")
    .run(sql, table);
}
