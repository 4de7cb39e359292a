import type { Node } from 'libpg-query';
import type { SqlType } from './sql-type.ts';

export interface Column {
  readonly name: string;
  /** Missing where it is not known, as that of a live SQLite's TEXT, which may hold dates too. */
  readonly type: SqlType | undefined;
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

/** What is known beside a schema is added to it where it says nothing itself. */
export function withOthers(own: Schema, other: Schema): Schema {
  return {
    tables: new Map([...other.tables, ...own.tables]),
    types: new Map([...other.types, ...own.types]),
    routines: new Map([...other.routines, ...own.routines]),
  };
}

/** A schema whose tables are known by their columns alone: none of them can be built again of it. */
export function outlined({ tables, types }: Schema): Schema {
  const known = [...tables].map(
    ([name, table]) => [name, { ...table, statements: [], dependents: [] }] as const,
  );
  return { tables: new Map(known), types, routines: new Map() };
}

export const emptySchema: Schema = { tables: new Map(), types: new Map(), routines: new Map() };

/** What was asked of a schema, with the origin of the answer. */
export interface Question {
  readonly about: keyof Schema;
  readonly name: string;
  readonly origin: string | undefined;
}

/** A schema that remembers what was asked of it, so that an unchanged answer needs no new work. */
export class ObservedSchema {
  readonly #schema: Schema;
  /** A list: a statement asks little. */
  readonly #seen: Question[] = [];

  constructor(schema: Schema) {
    this.#schema = schema;
  }

  table(name: string): Table | undefined {
    return this.#remember('tables', name, tableNamed(this.#schema, name));
  }

  type(name: string): UserType | undefined {
    return this.#remember('types', name, this.#schema.types.get(name));
  }

  routine(name: string): Routine | undefined {
    return this.#remember('routines', name, this.#schema.routines.get(name));
  }

  /** What was asked, each once. A copy, which is as small as it can be. */
  get seen(): readonly Question[] {
    return this.#seen.slice();
  }

  #remember<T extends { readonly origin: string }>(
    about: keyof Schema,
    name: string,
    answer: T | undefined,
  ): T | undefined {
    if (!this.#seen.some((question) => question.name === name && question.about === about))
      this.#seen.push({ about, name, origin: answer?.origin });
    return answer;
  }
}

/** Whether another schema would have given the same answers. */
export function sameAnswers(seen: readonly Question[], schema: Schema): boolean {
  return seen.every(({ about, name, origin }) => answerOf(schema, about, name)?.origin === origin);
}

function answerOf(
  schema: Schema,
  about: Question['about'],
  name: string,
): { readonly origin: string } | undefined {
  return about === 'tables' ? tableNamed(schema, name) : schema[about].get(name);
}

/** The table of this name, else one whose name differs in its case alone, as SQLite finds it. */
function tableNamed({ tables }: Schema, name: string): Table | undefined {
  const exact = tables.get(name);
  if (exact) return exact;
  const lower = name.toLowerCase();
  for (const [key, table] of tables) if (key.toLowerCase() === lower) return table;
  return undefined;
}
