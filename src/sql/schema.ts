import type { Node } from 'libpg-query';
import type { SqlType } from './sql-type.ts';

export interface Column {
  readonly name: string;
  readonly type: SqlType;
  readonly notNull: boolean;
  readonly default?: Node;
  /** Before the last ALTER TABLE ... TYPE of it. */
  readonly previousType?: SqlType;
  /** SERIAL or IDENTITY: the database counts. */
  readonly isCounted: boolean;
}

export interface Table {
  readonly name: string;
  readonly columns: readonly Column[];
  /** Columns of the primary key, in order. */
  readonly primaryKey: readonly string[];
  /** Its CREATE TABLE, and what has altered it since, in order. */
  readonly statements: readonly DefiningStatement[];
  /** Its CREATE INDEX and CREATE TRIGGER statements. */
  readonly dependents: readonly DefiningStatement[];
  /** The text of all of these: equal text means equal table. */
  readonly origin: string;
}

/** A statement with its text, as far as a schema needs it. */
export interface DefiningStatement {
  readonly tree: Node;
  readonly text: string;
}

/** A type of the user's own. */
export type UserType = EnumType | DomainType | CompositeType;

export interface EnumType {
  readonly kind: 'enum';
  readonly name: string;
  readonly labels: readonly string[];
  readonly origin: string;
}

export interface DomainType {
  readonly kind: 'domain';
  readonly name: string;
  readonly base: SqlType;
  /** What follows the name of a column of this type in PostgreSQL: its type, default and conditions. */
  readonly definition: (column: string) => string;
  readonly origin: string;
}

export interface CompositeType {
  readonly kind: 'composite';
  readonly name: string;
  readonly columns: readonly Column[];
  readonly origin: string;
}

/** What is known about the database; names are folded as PostgreSQL folds them. */
export interface Schema {
  readonly tables: ReadonlyMap<string, Table>;
  readonly types: ReadonlyMap<string, UserType>;
  readonly routines: ReadonlyMap<string, Routine>;
}

/** A function or procedure by its CREATE statement. */
export interface Routine extends DefiningStatement {
  readonly name: string;
  readonly origin: string;
}

export const emptySchema: Schema = { tables: new Map(), types: new Map(), routines: new Map() };

/** A schema that remembers what was asked of it, so that an unchanged answer needs no new work. */
export class ObservedSchema {
  readonly #schema: Schema;
  readonly #seen = new Map<string, string | undefined>();

  constructor(schema: Schema) {
    this.#schema = schema;
  }

  table(name: string): Table | undefined {
    const table = tableNamed(this.#schema, name);
    this.#seen.set(`table ${name}`, table?.origin);
    return table;
  }

  type(name: string): UserType | undefined {
    const type = this.#schema.types.get(name);
    this.#seen.set(`type ${name}`, type?.origin);
    return type;
  }

  routine(name: string): Routine | undefined {
    const routine = this.#schema.routines.get(name);
    this.#seen.set(`routine ${name}`, routine?.origin);
    return routine;
  }

  /** What was asked, with the origin of each answer. */
  get seen(): ReadonlyMap<string, string | undefined> {
    return this.#seen;
  }
}

/** Whether another schema would have given the same answers. */
export function sameAnswers(
  seen: ReadonlyMap<string, string | undefined>,
  schema: Schema,
): boolean {
  for (const [question, origin] of seen) {
    const space = question.indexOf(' ');
    const name = question.slice(space + 1);
    if (answerOf(schema, question.slice(0, space), name)?.origin !== origin) return false;
  }
  return true;
}

function answerOf(
  schema: Schema,
  what: string,
  name: string,
): { readonly origin: string } | undefined {
  if (what === 'table') return tableNamed(schema, name);
  return (what === 'type' ? schema.types : schema.routines).get(name);
}

/** The table of this name, else one whose name differs in its case alone, as SQLite finds it. */
function tableNamed({ tables }: Schema, name: string): Table | undefined {
  const exact = tables.get(name);
  if (exact) return exact;
  const lower = name.toLowerCase();
  for (const [key, table] of tables) if (key.toLowerCase() === lower) return table;
  return undefined;
}
