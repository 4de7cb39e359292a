import { boundType } from './range-literal.ts';
import type { ProblemSeverity } from './rule.ts';
import type { DomainType, ObservedSchema, UserType } from './schema.ts';
import { isTimestamp, type SqlType } from './sql-type.ts';

/** What a column of a PostgreSQL type becomes. */
export interface ColumnType {
  /** The SQLite type with the CHECK that keeps what the type meant. */
  readonly definition: string;
  /** Why, and what is lost. */
  readonly note: string;
  readonly severity?: ProblemSeverity;
}

/** What is asked about the user's own types. */
export interface ColumnTypeSource {
  readonly schema: ObservedSchema;
  /** Translates SQL of the same script, and says what is lost. */
  readonly translate: (text: string) => {
    readonly sql: string;
    readonly problems: readonly Loss[];
  };
}

interface Loss {
  readonly message: string;
  readonly severity: ProblemSeverity;
}

type Mapping = (column: string, type: SqlType) => ColumnType;

/** Types whose names SQLite gives the right affinity, and whose values mean the same. */
const asTheyAre = new Set(['int2', 'int4', 'int8', 'float4', 'float8', 'text']);

const json = (column: string) => `text check (json_valid(${column}))`;

function text(note: string, severity?: ProblemSeverity): Mapping {
  return () => ({ definition: 'text', note, ...(severity && { severity }) });
}

/** Text of a limited length, which SQLite does not look at by itself. */
function limited(column: string, { name, modifiers }: SqlType): ColumnType {
  const [length] = modifiers;
  const note = 'SQLite does not look at the length of a type, so a CHECK keeps it.';
  if (length !== undefined)
    return { definition: `text check (length(${column}) <= ${length})`, note };
  if (name !== 'bpchar') return { definition: 'text', note: 'SQLite keeps it as text.' };
  return { definition: `text check (length(${column}) <= 1)`, note };
}

function jsonText(column: string): ColumnType {
  const note = 'SQLite keeps JSON as text; the CHECK refuses what is none.';
  return { definition: json(column), note };
}

const moment = text(
  'SQLite keeps dates and times as text: YYYY-MM-DD HH:MM:SS in UTC, one form everywhere.',
);
const address = text(
  'SQLite keeps addresses as text, and has no operators for networks.',
  'warning',
);
const shape = text('SQLite has no geometric types: keep two numbers, or use SpatiaLite.', 'error');
const range = text('SQLite has no ranges: this is text, [a,b), whose ends are compared.');
const timeRange = text(
  'SQLite has no ranges: this is text, [a,b), whose ends are compared. PostgreSQL shows them in quotes.',
  'warning',
);
const multirange = text(
  'SQLite has no multiranges: keep the ranges in a table of their own.',
  'error',
);

const mappings: Readonly<Record<string, Mapping>> = {
  bit: text('SQLite has no bit strings: this is text of 0 and 1, without operators.', 'warning'),
  bool: (column) => ({
    definition: `integer check (${column} in (0, 1))`,
    note: "SQLite has no boolean: true is 1, false is 0. The CHECK refuses text such as 'true'.",
  }),
  box: shape,
  bpchar: limited,
  bytea: () => ({ definition: 'blob', note: 'SQLite keeps bytes in a BLOB.' }),
  cidr: address,
  circle: shape,
  citext: () => ({
    definition: 'text collate nocase',
    note: 'NOCASE ignores the case of the letters A to Z only.',
    severity: 'warning',
  }),
  date: moment,
  geography: shape,
  geometry: shape,
  hstore: (column) => ({
    definition: json(column),
    note: 'SQLite has no hstore: this is a JSON object of texts.',
  }),
  inet: address,
  interval: text(
    'SQLite has no intervals: keep ISO 8601 text (P1DT2H), or seconds in an INTEGER.',
    'warning',
  ),
  json: jsonText,
  jsonb: jsonText,
  line: shape,
  lseg: shape,
  ltree: text('SQLite keeps a path as text, without its operators.', 'warning'),
  macaddr: address,
  macaddr8: address,
  money: () => ({
    definition: 'numeric',
    note: 'SQLite keeps a fraction as a floating point number. Keep money in whole cents.',
    severity: 'warning',
  }),
  name: text('SQLite would take the type "name" for a number.'),
  numeric: (_column, { modifiers }) => ({
    definition: modifiers.length > 0 ? `numeric(${modifiers.join(', ')})` : 'numeric',
    note: 'SQLite keeps a fraction as a floating point number with 15 significant digits, and does not round to the scale. Keep money in whole cents.',
    severity: 'warning',
  }),
  oid: () => ({
    definition: 'integer',
    note: 'An OID means nothing outside of PostgreSQL.',
    severity: 'warning',
  }),
  path: shape,
  pg_lsn: text('A log position means nothing outside of PostgreSQL.', 'warning'),
  point: shape,
  polygon: shape,
  time: moment,
  timestamp: moment,
  timestamptz: moment,
  timetz: text('SQLite has no time with an offset: the offset is text only.', 'warning'),
  tsquery: text(
    'SQLite searches text with an FTS5 table: there is no column type for it.',
    'error',
  ),
  tsvector: text(
    'SQLite searches text with an FTS5 table: there is no column type for it.',
    'error',
  ),
  uuid: text('SQLite keeps a UUID as text. Write it in lower case everywhere.'),
  varbit: text('SQLite has no bit strings: this is text of 0 and 1, without operators.', 'warning'),
  varchar: limited,
  vector: text('SQLite has no vectors: use the sqlite-vec extension.', 'error'),
  xml: text('SQLite keeps XML as text and has no functions for it.', 'warning'),
};

/**
 * What a column's type becomes in SQLite; `undefined` where it stays. `column` is the name as it
 * is written. https://sqlite.org/datatype3.html
 */
export function columnTypeFor(
  column: string,
  type: SqlType,
  source: ColumnTypeSource,
): ColumnType | undefined {
  if (type.array)
    return {
      definition: json(column),
      note: 'SQLite has no arrays: this is a JSON array, [1, 2] and not {1,2}.',
    };
  if (asTheyAre.has(type.name)) return undefined;
  const user = source.schema.type(type.name);
  if (user) return userColumnType(column, user, source);
  if (type.name === 'blob') return undefined;
  if (/multirange$/.test(type.name)) return multirange(column, type);
  const bound = boundType(type);
  if (bound) return (isTimestamp(bound) ? timeRange : range)(column, type);
  return mappings[type.name]?.(column, type) ?? unknownType(type.name);
}

function unknownType(name: string): ColumnType {
  return {
    definition: 'text',
    note: `The type ${name} is not known. Give its definition (--schema) where it is an enum or a domain; otherwise choose a type of SQLite.`,
    severity: 'error',
  };
}

function userColumnType(column: string, type: UserType, source: ColumnTypeSource): ColumnType {
  switch (type.kind) {
    case 'enum': {
      const labels = type.labels.map((label) => `'${label.replaceAll("'", "''")}'`).join(', ');
      return {
        definition: `text check (${column} in (${labels}))`,
        note: 'SQLite has no enums: a CHECK keeps the labels. ORDER BY sorts them as text.',
      };
    }
    case 'domain':
      return domainColumnType(column, type, source);
    case 'composite':
      return {
        definition: json(column),
        note: `SQLite has no composite types: this is a JSON object with the fields of ${type.name}, and is shown as one.`,
        severity: 'warning',
      };
  }
}

/** The domain's own definition, as a column of this name has it in SQLite. */
function domainColumnType(
  column: string,
  { name, definition }: DomainType,
  { translate }: ColumnTypeSource,
): ColumnType {
  const before = `create table t (${column} `;
  const { sql, problems } = translate(`${before}${definition(column)})`);
  const severe =
    problems.find(({ severity }) => severity === 'error') ??
    problems.find(({ severity }) => severity === 'warning');
  const note = `SQLite has no domains: this is the definition of ${name}.`;
  return {
    definition: sql.slice(before.length, -1),
    note: severe ? `${note} ${severe.message}` : note,
    ...(severe && { severity: severe.severity }),
  };
}
