/** The type of PostgreSQL for a declared one, and what is not sure about it. */
export interface DeclaredType {
  readonly type: string;
  readonly note?: string;
}

/** Names with one meaning in both; a length or precision stays. */
const names: Readonly<Record<string, string>> = {
  bigint: 'bigint',
  'big int': 'bigint',
  'unsigned big int': 'bigint',
  int: 'bigint',
  int8: 'bigint',
  integer: 'bigint',
  mediumint: 'bigint',
  int2: 'smallint',
  smallint: 'smallint',
  tinyint: 'smallint',
  int4: 'int',
  blob: 'bytea',
  binary: 'bytea',
  varbinary: 'bytea',
  longblob: 'bytea',
  bool: 'boolean',
  boolean: 'boolean',
  'tinyint(1)': 'boolean',
  character: 'varchar',
  char: 'varchar',
  nchar: 'varchar',
  nvarchar: 'varchar',
  nvarchar2: 'varchar',
  varchar: 'varchar',
  varchar2: 'varchar',
  'varying character': 'varchar',
  'character varying': 'varchar',
  'native character': 'varchar',
  string: 'text',
  text: 'text',
  clob: 'text',
  longtext: 'text',
  mediumtext: 'text',
  tinytext: 'text',
  ntext: 'text',
  date: 'date',
  datetime: 'timestamp',
  datetime2: 'timestamp',
  smalldatetime: 'timestamp',
  timestamp: 'timestamp',
  'timestamp without time zone': 'timestamp',
  'timestamp with time zone': 'timestamptz',
  time: 'time',
  double: 'double precision',
  'double precision': 'double precision',
  float: 'double precision',
  real: 'double precision',
  decimal: 'numeric',
  number: 'numeric',
  numeric: 'numeric',
  json: 'jsonb',
  guid: 'uuid',
  uniqueidentifier: 'uuid',
  any: 'text',
};

/** PostgreSQL's own that a schema may name already. */
const own = new Set(
  `bit cidr citext float4 float8 hstore inet interval int4range jsonb macaddr money point serial bigserial
  timestamptz timetz tsvector uuid varbit xml`.split(/\s+/),
);

const withLength = new Set(['varchar', 'numeric', 'bit', 'varbit', 'timestamp', 'time']);

/**
 * The type for a column that SQLite declares so. Its integers have 64 bits, so that `INTEGER` is
 * `bigint`; a name that nobody knows goes by the letters in it, as in SQLite.
 * https://www.sqlite.org/datatype3.html#determination_of_column_affinity
 */
export function declaredType(declared: string): DeclaredType {
  const text = declared.replace(/\s+/g, ' ').trim().toLowerCase();
  if (text === '')
    return {
      type: 'text',
      note: 'A column without a type holds values of any kind in SQLite, and text here',
    };
  if (/\[\d*\]$/.test(text)) return { type: declared };
  const [, base = '', modifiers = ''] = /^([^(]*?)\s*(\([^)]*\))?$/.exec(text) ?? [];
  const known = names[text.replace(' ', '')] ?? names[text] ?? names[base.replace(/^"|"$/g, '')];
  if (known) return { type: withLength.has(known) ? `${known}${modifiers}` : known };
  if (own.has(base)) return { type: text };
  const type = byAffinity(base);
  return {
    type,
    note: `PostgreSQL has no type ${base}: SQLite stores it with the affinity of ${type}`,
  };
}

function byAffinity(name: string): string {
  if (name.includes('int')) return 'bigint';
  if (/char|clob|text/.test(name)) return 'text';
  if (name.includes('blob')) return 'bytea';
  return /real|floa|doub/.test(name) ? 'double precision' : 'numeric';
}
