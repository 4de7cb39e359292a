import type { DatabaseSync } from 'node:sqlite';
import type { Catalog } from '../../catalog/model.ts';
import type { CatalogRow } from '../../catalog/query.ts';
import { readSqliteCatalog } from '../../catalog/sqlite/read.ts';
import { dropOf, isRebuildName, renameOf } from '../../migrations/guard/asked.ts';
import type { MadeTable } from '../../migrations/guard/losses.ts';
import { isKeyword, type SqliteToken, significantTokens } from '../../sql/sqlite-tokens.ts';
import type { NodeSqlite } from '../sqlite/node-sqlite.ts';

/**
 * The tables as a run had made or changed them right before it built them again: what they had then
 * and the last form has not was lost on the way, though it was never in the database before the
 * run. SQLite itself follows the run's statements in an empty copy of the schema.
 */
export async function madeTables(
  { DatabaseSync }: NodeSqlite,
  before: Catalog,
  statements: readonly string[],
): Promise<readonly MadeTable[]> {
  const schema = new DatabaseSync(':memory:', { enableForeignKeyConstraints: false });
  const versions = new TableVersions();
  try {
    for (const { sql, indexes } of before.tables) {
      for (const each of [sql, ...indexes.map((index) => index.sql)]) attempt(schema, each);
    }
    for (const sql of statements) follow(schema, sql, versions);
  } finally {
    schema.close();
  }
  const made: MadeTable[] = [];
  for (const { name, finalName, sql } of versions.all()) {
    const table = await readTable(new DatabaseSync(':memory:'), sql);
    if (table) made.push({ finalName, table: { ...table, name } });
  }
  return made;
}

interface Version {
  /** What the table was called then, folded. */
  readonly name: string;
  readonly sql: string;
}

/** The earlier forms of each table, by the name that it has now. */
class TableVersions {
  readonly #dropped = new Map<string, readonly Version[]>();
  readonly #versions = new Map<string, readonly Version[]>();

  drop(name: string, sql: string): void {
    this.#dropped.set(name, [...(this.#versions.get(name) ?? []), { name, sql }]);
    this.#versions.delete(name);
  }

  rename(from: string, to: string): void {
    const known = isRebuildName(from) ? this.#dropped.get(to) : this.#versions.get(from);
    this.#versions.delete(from);
    this.#versions.set(to, known ?? []);
  }

  all(): readonly (Version & { readonly finalName: string })[] {
    return [...this.#versions].flatMap(([finalName, versions]) =>
      versions.map((version) => ({ ...version, finalName })),
    );
  }
}

function follow(schema: DatabaseSync, sql: string, versions: TableVersions): void {
  const tokens = significantTokens(sql);
  if (!isAboutTables(tokens)) return;
  const dropped = /^table:(.*)$/s.exec(dropOf(tokens) ?? '')?.[1];
  const [from, to] = renameOf(tokens) ?? [];
  const text = dropped === undefined ? undefined : textOf(schema, dropped);
  if (dropped !== undefined && text !== undefined) versions.drop(dropped, text);
  if (from !== undefined && to !== undefined) versions.rename(from, to);
  attempt(schema, sql);
}

/** Views and triggers apart: they would stand in the way of a renaming. */
function isAboutTables([first, ...more]: readonly SqliteToken[]): boolean {
  const changes = ['CREATE', 'ALTER', 'DROP'].some((word) => isKeyword(first, word));
  const isOfOthers = (token: SqliteToken) =>
    isKeyword(token, 'VIEW') || isKeyword(token, 'TRIGGER');
  return changes && !more.slice(0, 2).some(isOfOthers);
}

/** What needs more than the schema, such as a module of virtual tables, is left out. */
function attempt(schema: DatabaseSync, sql: string | undefined): void {
  try {
    if (sql !== undefined) schema.exec(sql);
  } catch {
    // The run itself went through: this table is compared with what was there before it alone.
  }
}

function textOf(schema: DatabaseSync, table: string): string | undefined {
  const row = schema
    .prepare("SELECT sql FROM sqlite_schema WHERE type = 'table' AND lower(name) = ?")
    .get(table);
  return row && String(row.sql);
}

async function readTable(database: DatabaseSync, sql: string) {
  try {
    attempt(database, sql);
    const { tables } = await readSqliteCatalog(async (query, parameters = []) => {
      return database.prepare(query).all(...parameters) as CatalogRow[];
    });
    return tables[0];
  } finally {
    database.close();
  }
}
