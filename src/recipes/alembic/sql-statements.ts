/** What can be done about one SQL statement of a revision. */
export type StatementFate =
  /** Both databases take it. */
  | 'portable'
  /** Only the source has what it makes, and nothing is lost without it. */
  | 'guard'
  /** Only the source has what it makes, and the target will not have it. */
  | 'guard-and-tell'
  /** It has to be rewritten, or somebody has to. */
  | 'translate';

interface DialectStatements {
  /** Statements about things that the other database does not need. */
  readonly needless: RegExp;
  /** Statements that make something which the other database cannot have like this. */
  readonly lost: RegExp;
  /** Marks of the dialect in any other statement. */
  readonly marks: RegExp;
}

const none = /(?!)/;

/** By SQLAlchemy's dialect name; statements begin with a word, comments are gone. */
const dialects: Readonly<Record<string, DialectStatements>> = {
  postgresql: {
    needless:
      /^(?:(?:commit|begin)\s*$|(?:create|drop|alter)\s+(?:extension|type|domain|sequence|schema|database|role|user|default|collation)\b|comment\s+on\b|grant\b|revoke\b|set\b|reset\b|analyze\b|vacuum\b|lock\b|cluster\b|reindex\b|refresh\b|select\s+(?:pg_catalog\.)?(?:setval|pg_advisory_\w+|set_config)\s*\(|alter\s+table\s+(?:only\s+)?\S+\s+(?:owner|replica|set\s+(?:schema|tablespace|\()|cluster|validate)\b|drop\s+(?:function|procedure|trigger|policy|rule|materialized|aggregate|operator|cast|publication|statistics|event)\b|create\s+(?:unique\s+)?index\b.*\busing\s+(?:gin|gist|spgist|brin|hash|ivfflat|hnsw|bloom)\b)/is,
    lost: /^(?:create\s+(?:or\s+replace\s+)?(?:function|procedure|(?:constraint\s+)?trigger|policy|rule|materialized\s+view|aggregate|operator|cast|publication|statistics|event\s+trigger|foreign|server|language)\b|do\b|alter\s+table\s+(?:only\s+)?\S+\s+(?:(?:enable|disable|force|no)\b|add\s+(?:constraint\s+\S+\s+)?exclude\b)|alter\s+(?:function|policy|trigger|materialized)\b|listen\b|notify\b|copy\b)/is,
    marks:
      /::|\$\$|\b(?:array\s*\[|(?:extract|now|timezone|any)\s*\(|public\.)|\b(?:ilike|similar\s+to|distinct\s+on|truncate|interval|generate_series|unnest|string_to_array|regexp_\w+|jsonb?_\w+|array_\w+|gen_random_uuid|uuid_generate\w*|to_(?:char|date|timestamp|tsvector|tsquery)|date_trunc|clock_timestamp|at\s+time\s+zone|nextval|for\s+update|add\s+constraint|alter\s+column|drop\s+constraint|if\s+not\s+exists\s+\S+\s+(?:varchar|text|int)|serial|bigserial|jsonb|timestamptz|bytea|concurrently|cascade)\b|->|#>|@>|<@|\?[|&]|!?~\*?\s*'/i,
  },
  sqlite: {
    needless: /^(?:pragma|vacuum|reindex|analyze|attach|detach)\b/i,
    lost: /^create\s+(?:virtual\s+table|(?:temp\w*\s+)?trigger)\b/i,
    marks:
      /\bdatetime\s*\(|\b(?:autoincrement|without\s+rowid|insert\s+or\s+(?:ignore|replace|abort)|strftime|julianday|json_(?:extract|each|tree)|randomblob|ifnull|group_concat|glob|sqlite_\w+|unixepoch)\b/i,
  },
};

/** What becomes of a text of SQL statements that was written for this dialect. */
export function fateOf(sql: string, dialect: string): StatementFate {
  const known = dialects[dialect] ?? { needless: none, lost: none, marks: none };
  const fates = statementsIn(sql).map((statement): StatementFate => {
    if (known.needless.test(statement)) return 'guard';
    if (known.lost.test(statement)) return 'guard-and-tell';
    return known.marks.test(withoutStrings(statement)) ? 'translate' : 'portable';
  });
  if (fates.length > 0 && fates.every((fate) => fate === 'guard')) return 'guard';
  if (fates.length > 0 && fates.every((fate) => fate.startsWith('guard'))) return 'guard-and-tell';
  return fates.every((fate) => fate === 'portable') ? 'portable' : 'translate';
}

/** Whether a text has marks of one dialect and none of another: it was translated before. */
export function isWrittenFor(sql: string, dialect: string, other: string): boolean {
  const marks = (name: string) => dialects[name]?.marks ?? none;
  const text = statementsIn(sql).map(withoutStrings).join(';');
  return marks(dialect).test(text) && !marks(other).test(text);
}

/** Strings, dollar quotes, comments, and the signs between statements. */
const pieces = /'(?:[^']|'')*'|"(?:[^"]|"")*"|\$(\w*)\$[\s\S]*?\$\1\$|--[^\n]*|\/\*[\s\S]*?\*\/|;/g;

/** The statements of a text, without comments. */
function statementsIn(sql: string): readonly string[] {
  const statements = [''];
  let at = 0;
  const add = (text: string) => {
    statements.push(`${statements.pop()}${text}`);
  };
  for (const match of sql.matchAll(pieces)) {
    add(sql.slice(at, match.index));
    at = match.index + match[0].length;
    if (match[0] === ';') statements.push('');
    else if (!/^(?:--|\/\*)/.test(match[0])) add(match[0]);
  }
  add(sql.slice(at));
  return statements.map((statement) => statement.trim()).filter(Boolean);
}

function withoutStrings(statement: string): string {
  return statement.replace(/'(?:[^']|'')*'/g, "''");
}
