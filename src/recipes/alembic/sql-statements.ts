import { engines } from '../../engines/index.ts';
import { parserIsLoaded } from '../../sql/parser.ts';
import { splitScript } from '../../sql/splitter.ts';
import { translate } from '../../sql/translate.ts';
import { isRefused } from '../facts/sql-fate.ts';
import { type GuardFate, guardFate } from './guarded-statement.ts';

/** What can be done about one SQL statement of a revision. */
export type StatementFate =
  /** Both databases take it. */
  | 'portable'
  /** Only the source has what it is about. */
  | GuardFate
  /** It has to be rewritten, or somebody has to. */
  | 'translate';

/** What becomes of a text of SQL statements that was written for this dialect. */
export function fateOf(sql: string, dialect: string): StatementFate {
  const fates = splitScript(sql).map(
    ({ text }) => guardFate(text, dialect) ?? otherFate(text, dialect),
  );
  if (fates.length > 0 && fates.every((fate) => fate === 'guard')) return 'guard';
  if (fates.length > 0 && fates.every((fate) => fate.startsWith('guard'))) return 'guard-and-tell';
  return fates.every((fate) => fate === 'portable') ? 'portable' : 'translate';
}

/** Of what both may have, the other takes it as it is or not. */
function otherFate(statement: string, dialect: string): 'portable' | 'translate' {
  const from = Object.values(engines).find(
    ({ sqlalchemyDialect }) => sqlalchemyDialect === dialect,
  );
  if (!from) return 'portable';
  if (!parserIsLoaded()) return 'translate';
  const to = from.id === 'sqlite' ? 'postgresql' : 'sqlite';
  const { problems } = translate(statement, { from: from.id, to });
  return isRefused(statement, problems) ? 'translate' : 'portable';
}

/** Whether a text has marks of one dialect and none of another: it was translated before. */
export function isWrittenFor(sql: string, dialect: string, other: string): boolean {
  const text = splitScript(sql)
    .map(({ text }) => withoutStrings(text))
    .join(';');
  return hasMarks(text, dialect) && !hasMarks(text, other);
}

function hasMarks(text: string, dialect: string): boolean {
  return marks[dialect]?.test(text) ?? false;
}

/** Words that one database alone has. */
const marks: Readonly<Record<string, RegExp>> = {
  postgresql:
    /::|\$\$|\b(?:array\s*\[|(?:extract|now|timezone|any)\s*\(|public\.)|\b(?:ilike|similar\s+to|distinct\s+on|truncate|interval|generate_series|unnest|string_to_array|regexp_\w+|jsonb?_\w+|array_\w+|gen_random_uuid|uuid_generate\w*|to_(?:char|date|timestamp|tsvector|tsquery)|date_trunc|clock_timestamp|at\s+time\s+zone|nextval|for\s+update|add\s+constraint|alter\s+column|drop\s+constraint|if\s+not\s+exists\s+\S+\s+(?:varchar|text|int)|serial|bigserial|jsonb|timestamptz|bytea|concurrently|cascade)\b|->|#>|@>|<@|\?[|&]|!?~\*?\s*'/i,
  sqlite:
    /\bdatetime\s*\(|\b(?:autoincrement|without\s+rowid|insert\s+or\s+(?:ignore|replace|abort)|strftime|julianday|json_(?:extract|each|tree)|randomblob|ifnull|group_concat|glob|sqlite_\w+|unixepoch)\b/i,
};

function withoutStrings(statement: string): string {
  return statement.replace(/'(?:[^']|'')*'/g, "''");
}
