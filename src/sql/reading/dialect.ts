import type { Node } from 'libpg-query';
import { type Folding, foldAlters } from '../alter/fold-alters.ts';
import { isPortableCall } from '../portable/functions.ts';
import type { PortableLists } from '../portable/safety-net.ts';
import { portableShapes } from '../portable/shapes.ts';
import { portableFromSqlite } from '../portable/sqlite-lists.ts';
import type { Direction, Rule } from '../rule.ts';
import type { Schema } from '../schema.ts';
import { type ScriptPart, splitScript } from '../splitter.ts';
import type { PlaceholderChoice } from './placeholders.ts';
import { type Reading, readStatement } from './reading.ts';
import { splitSqliteScript } from './split-sqlite.ts';
import { readSqliteStatement } from './sqlite-statement.ts';

/** A statement of a script with its tree, and the text that the tree's offsets are of. */
export type ParsedPart = ScriptPart & { readonly tree: Node };

/** How the text of the source database is read, and what of it the target takes as it is. */
export interface Dialect {
  readonly split: (text: string) => readonly ScriptPart[];
  readonly read: (text: string, choice: PlaceholderChoice) => Reading;
  /** The part that a schema is read from; none where placeholders stand in it. */
  readonly parsedPart: (part: ScriptPart, reading: Reading, tree: Node) => readonly ParsedPart[];
  readonly fold: (parts: readonly ParsedPart[], schema: Schema) => Folding<ParsedPart>;
  readonly portable: PortableLists;
}

/** The dialect that is translated from in a direction; the rules change what is SQLite's alone. */
export function dialectOf(direction: Direction, rules: readonly Rule[]): Dialect {
  if (direction === 'postgresql-to-sqlite') return postgresDialect;
  const inSource = rules.filter((rule) => rule.inSource);
  return { ...fromSqlite, read: (text, choice) => readSqliteStatement(text, inSource, choice) };
}

/** What is written for PostgreSQL. */
export const postgresDialect: Dialect = {
  split: splitScript,
  read: readStatement,
  parsedPart: (part, { mask }, tree) => (mask ? [] : [Object.assign(part, { tree })]),
  fold: foldAlters,
  portable: { shapes: portableShapes, isPortableCall },
};

const fromSqlite: Omit<Dialect, 'read'> = {
  split: splitSqliteScript,
  parsedPart: (part, { text }, tree) => [{ ...part, text, tree }],
  // PostgreSQL alters tables by itself.
  fold: () => ({ folded: new Set(), tables: new Map(), expanded: new Set() }),
  portable: portableFromSqlite,
};
