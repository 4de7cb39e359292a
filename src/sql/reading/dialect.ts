import { foldAlters } from '../alter/fold-alters.ts';
import { ComparedParts } from '../compared-parts.ts';
import { isSqliteCall } from '../facts/sqlite-functions.ts';
import { isPortableCall } from '../portable/functions.ts';
import type { PortableLists } from '../portable/safety-net.ts';
import { portableShapes } from '../portable/shapes.ts';
import { portableFromSqlite } from '../portable/sqlite-lists.ts';
import type { Direction, Rule } from '../rule.ts';
import type { DefiningStatement } from '../schema.ts';
import { type Fold, outlineOf, outlineWithInserts } from '../script-outline.ts';
import { ScriptParts, type ScriptSplitter } from '../script-parts.ts';
import { type ScriptPart, splitScript } from '../splitter.ts';
import type { PlaceholderChoice } from './placeholders.ts';
import { type Reading, readStatement } from './reading.ts';
import { splitSqliteScript } from './split-sqlite.ts';
import { foldSqliteScript } from './sqlite-script.ts';
import { readSqliteStatement } from './sqlite-statement.ts';

/** How the text of the source database is read, and what of it the target takes as it is. */
export interface Dialect {
  readonly split: (text: string) => readonly ScriptPart[];
  /** The same for a script that is edited. */
  readonly splitter: () => ScriptSplitter;
  readonly read: (text: string, choice: PlaceholderChoice) => Reading;
  /** Reads what `read` refuses as SQLite's own. */
  readonly readOwn?: (text: string, choice: PlaceholderChoice) => Reading;
  /** What a schema is read from, with the text of the tree; nothing where placeholders stand in it. */
  readonly definition: (source: string, reading: Reading) => DefiningStatement | undefined;
  /** What other statements of a script depend on. */
  readonly outline: typeof outlineOf;
  readonly fold: Fold;
  readonly portable: PortableLists;
}

/** The dialect that is translated from; the rules are those that change what is SQLite's alone. */
export function dialectOf(direction: Direction, rules: readonly Rule[]): Dialect {
  const inSource = rules.filter((rule) => rule.inSource);
  const read = (text: string, choice: PlaceholderChoice) =>
    readSqliteStatement(text, inSource, choice);
  return direction === 'postgresql-to-sqlite'
    ? { ...postgresDialect, readOwn: read }
    : { ...fromSqlite, read };
}

/** What is written for PostgreSQL. */
export const postgresDialect: Dialect = {
  split: splitScript,
  splitter: () => new ScriptParts(),
  read: readStatement,
  definition: (text, { mask, parsed: { tree } }) => (mask || !tree ? undefined : { text, tree }),
  outline: outlineOf,
  fold: foldAlters,
  portable: {
    shapes: portableShapes,
    // A call of what only SQLite has was written for SQLite.
    isPortableCall: (name, count) => isPortableCall(name, count) || isSqliteCall(name, count),
  },
};

const fromSqlite: Omit<Dialect, 'read'> = {
  split: splitSqliteScript,
  splitter: () => new ComparedParts(splitSqliteScript),
  definition: (_source, { text, parsed: { tree } }) => tree && { text, tree },
  outline: outlineWithInserts,
  fold: foldSqliteScript,
  portable: portableFromSqlite,
};
