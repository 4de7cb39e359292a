/** Words that SQLite takes as a name in quotes only. https://sqlite.org/lang_keywords.html */
const reserved = new Set(
  `add all alter and as autoincrement between case check collate commit constraint create default
   deferrable delete distinct drop else escape exists foreign from group having in index insert into
   is isnull join limit not nothing notnull null on or order primary references returning select set
   table then to transaction union unique update using values when where`.split(/\s+/),
);

/** Those of them that PostgreSQL takes as a name without quotes. */
export const reservedInSqliteOnly: ReadonlySet<string> = new Set(
  `add alter autoincrement commit delete drop escape exists index insert isnull nothing notnull set
   transaction update values`.split(/\s+/),
);

/** The name in double quotes where it is not a plain one. */
export function quoteName(name: string): string {
  const isPlain = /^[a-z_][a-z0-9_]*$/.test(name) && !reserved.has(name);
  return isPlain ? name : `"${name.replaceAll('"', '""')}"`;
}
