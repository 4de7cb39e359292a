import type { EngineId } from '../core/goal.ts';

/** The schema of a live database, of either engine. Plain JSON, in the database's own order. */
export interface Catalog {
  readonly engine: EngineId;
  /** The server's or the library's version, such as `17.2` or `3.53.4`. */
  readonly version: string;
  readonly tables: readonly Table[];
  readonly views: readonly View[];
  /** PostgreSQL only. */
  readonly enums: readonly EnumType[];
  /** PostgreSQL only. */
  readonly domains: readonly Domain[];
  /** What could not be read, such as a view of a table that is gone; the rest is complete. */
  readonly problems: readonly CatalogProblem[];
}

export interface CatalogProblem {
  readonly schema: string;
  readonly name: string;
  readonly message: string;
}

/** Where a table, view or type is: `main` or an attached name in SQLite, `public` in PostgreSQL. */
export interface QualifiedName {
  readonly schema: string;
  readonly name: string;
}

export interface Table extends QualifiedName {
  readonly kind: 'table' | 'virtual' | 'partitioned' | 'foreign';
  /** SQLite: the module of a virtual table, such as `fts5`. */
  readonly module?: string;
  /** SQLite: the tables in which a virtual table keeps its content; not listed by themselves. */
  readonly shadowTables: readonly string[];
  /** PostgreSQL: the partitioned table that this one is a part of. */
  readonly partitionOf?: QualifiedName;
  /** SQLite: `STRICT`. */
  readonly strict: boolean;
  /** SQLite: `WITHOUT ROWID`. */
  readonly withoutRowid: boolean;
  readonly columns: readonly Column[];
  /** The key's columns in the key's order; empty where there is none. */
  readonly primaryKey: readonly string[];
  readonly indexes: readonly Index[];
  readonly foreignKeys: readonly ForeignKey[];
  /** The foreign keys of other tables, and its own, that point here. */
  readonly referencedBy: readonly Reference[];
  readonly checks: readonly Check[];
  readonly triggers: readonly Trigger[];
  /** SQLite: the CREATE statement as it is stored. */
  readonly sql?: string;
  readonly comment?: string;
}

export interface Column {
  readonly name: string;
  /** As declared, such as `varchar(40)`; empty where SQLite's column has none. */
  readonly type: string;
  readonly notNull: boolean;
  /** The SQL of the default; `null` where there is none. */
  readonly default: string | null;
  readonly primaryKey: boolean;
  readonly generated?: { readonly stored: boolean; readonly expression: string };
  /** A hidden column of a virtual table: it can be read by name only. */
  readonly hidden: boolean;
  /** How the database makes up a value where none is given. */
  readonly identity?: Identity;
  readonly collation?: string;
  readonly comment?: string;
}

/**
 * `rowid`: SQLite's INTEGER PRIMARY KEY; `autoincrement`: that, never reused; `serial`: a default
 * of nextval() on a sequence that the column owns; the other two are SQL's identity columns.
 */
export type Identity = 'rowid' | 'autoincrement' | 'serial' | 'always' | 'by-default';

export interface Index {
  readonly name: string;
  readonly unique: boolean;
  /** `constraint`: made by a UNIQUE or PRIMARY KEY clause, not by CREATE INDEX. */
  readonly origin: 'index' | 'unique' | 'primary-key';
  /** The access method: `btree`, `gin`... SQLite has one. */
  readonly method: string;
  /** In order; an expression stands as its SQL. */
  readonly columns: readonly IndexColumn[];
  /** The WHERE clause of a partial index. */
  readonly where?: string;
  /** The CREATE statement; absent where a constraint made the index in SQLite. */
  readonly sql?: string;
}

export interface IndexColumn {
  /** A column's name or an expression's SQL. */
  readonly text: string;
  readonly expression: boolean;
  readonly descending: boolean;
}

export interface ForeignKey {
  readonly name?: string;
  readonly columns: readonly string[];
  readonly target: QualifiedName;
  /** As many as `columns`; the target's primary key where the statement names none. */
  readonly targetColumns: readonly string[];
  readonly onUpdate: ReferentialAction;
  readonly onDelete: ReferentialAction;
  /** Checked at the end of the transaction. */
  readonly deferred: boolean;
}

export type ReferentialAction = 'NO ACTION' | 'RESTRICT' | 'CASCADE' | 'SET NULL' | 'SET DEFAULT';

/** A foreign key as seen from its target. */
export interface Reference {
  readonly source: QualifiedName;
  readonly columns: readonly string[];
  readonly targetColumns: readonly string[];
}

export interface Check {
  readonly name?: string;
  /** The condition, without the word CHECK and the outer parentheses. */
  readonly expression: string;
}

export interface Trigger {
  readonly name: string;
  readonly sql: string;
}

export interface View extends QualifiedName {
  readonly materialized: boolean;
  readonly columns: readonly Column[];
  readonly triggers: readonly Trigger[];
  readonly indexes: readonly Index[];
  /** The CREATE statement in SQLite, the query alone in PostgreSQL. */
  readonly sql: string;
}

export interface EnumType extends QualifiedName {
  readonly labels: readonly string[];
}

export interface Domain extends QualifiedName {
  readonly type: string;
  readonly notNull: boolean;
  readonly default: string | null;
  readonly checks: readonly Check[];
}
