/**
 * What the support module makes of values. Types stand in `«»`: they are left out of JavaScript.
 * PostgreSQL's drivers hand the text of a value to the parser of its type, and so does this.
 * @see https://node-postgres.com/features/types
 */
export const valueCode = `/** Numbers of PostgreSQL's types, by which setTypeParser is called. */
const builtins = {
  BOOL: 16, BYTEA: 17, INT8: 20, INT2: 21, INT4: 23, TEXT: 25, JSON: 114, FLOAT4: 700, FLOAT8: 701,
  VARCHAR: 1043, DATE: 1082, TIME: 1083, TIMESTAMP: 1114, TIMESTAMPTZ: 1184, NUMERIC: 1700,
  UUID: 2950, JSONB: 3802,
};

const moment = (text«: string») => new Date(\`\${text.replace(' ', 'T').replace(/(?:Z|\\+00)?$/, 'Z')}\`);

«type Parser = (text: string) => unknown;

»const parsers = new Map«<number, Parser>»([
  [builtins.BOOL, (text) => text === 't'],
  [builtins.JSON, (text) => JSON.parse(text)],
  [builtins.JSONB, (text) => JSON.parse(text)],
  [builtins.DATE, (text) => new Date(\`\${text}T00:00:00\`)],
  [builtins.TIMESTAMP, moment],
  [builtins.TIMESTAMPTZ, moment],
]);

const types = {
  builtins,
  setTypeParser(oid«: number», ...rest«: [Parser] | [string, Parser]») {
    parsers.set(oid, rest[rest.length - 1]« as Parser»);
  },
  getTypeParser(oid«: number») {
    return parsers.get(oid) ?? String;
  },
};

/** What a parameter is in the file: moments in UTC in one form, lists and objects as JSON. */
function toFile(value«: Loose»)«: unknown» {
  if (value === undefined || value === null) return null;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : value;
  if (typeof value !== 'object' || Buffer.isBuffer(value)) return value;
  if (value instanceof Date) return value.toISOString().replace('T', ' ').slice(0, -1);
  if (ArrayBuffer.isView(value)) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  if (typeof value.toPostgres === 'function') return toFile(value.toPostgres(toFile));
  return JSON.stringify(value);
}

/** The text that PostgreSQL would send for what the file holds. */
function sentText(kind«: string», scale«: string | undefined», value«: unknown»)«: string» {
  const text = String(value);
  switch (kind) {
    case 'bool':
      return text === '1' || text === 'true' ? 't' : 'f';
    case 'numeric':
      return scale === undefined ? text : Number(text).toFixed(Number(scale));
    case 'timestamptz':
      return /(?:Z|[+-]\\d\\d(?::?\\d\\d)?)$/.test(text.slice(10)) ? text : \`\${text}+00\`;
    case 'date':
      return text.length > 10 ? localDay(moment(text)) : text;
    default:
      return text;
  }
}

function localDay(day«: Date»)«: string» {
  const two = (part«: number») => String(part).padStart(2, '0');
  return \`\${day.getFullYear()}-\${two(day.getMonth() + 1)}-\${two(day.getDate())}\`;
}

/** What pg hands out for the value of a column; what a query computes comes as SQLite has it. */
function fromFile(column«: Database.ColumnDefinition», value«: unknown»)«: unknown» {
  const isCount = !column.column && nameOf(column.name) === 'count' && column.name !== 'count';
  const type = isCount ? 'int8' : columns[column.table ?? '']?.[column.column ?? ''];
  if (value === null || type === undefined) return value;
  const [kind = '', scale] = type.split(' ');
  if (kind === 'array') return JSON.parse(String(value));
  const parse = parsers.get(builtins[kind.toUpperCase()« as keyof typeof builtins»]);
  const text = sentText(kind, scale, value);
  return parse ? parse(text) : text;
}

/** A column's name in PostgreSQL: that of the function, where the query gives none. */
function nameOf(written«: string»)«: string» {
  const bare = written.replace(/^(?:cast\\s*\\(\\s*)+/i, '');
  return /^(\\w+)\\s*\\(/.exec(bare)?.[1]?.toLowerCase() ?? written;
}
`;

/** How the support module tells failures: with PostgreSQL's codes, which code looks at. */
export const errorCode = `/** PostgreSQL's code for what SQLite says. */
const codes«: Record<string, string>» = {
  SQLITE_CONSTRAINT_UNIQUE: '23505',
  SQLITE_CONSTRAINT_PRIMARYKEY: '23505',
  SQLITE_CONSTRAINT_ROWID: '23505',
  SQLITE_CONSTRAINT_FOREIGNKEY: '23503',
  SQLITE_CONSTRAINT_NOTNULL: '23502',
  SQLITE_CONSTRAINT_CHECK: '23514',
  SQLITE_CONSTRAINT_TRIGGER: 'P0001',
  SQLITE_BUSY: '55P03',
  SQLITE_READONLY: '25006',
};

const messages«: [RegExp, string][]» = [
  [/^no such table/, '42P01'],
  [/^no such column|has no column/, '42703'],
  [/^no such function/, '42883'],
  [/syntax error|unrecognized token|^incomplete input/, '42601'],
];

/** SQLite's error as pg's; names of constraints are those that PostgreSQL gives by itself. */
function failure(error«: Loose»)«: DatabaseError» {
  const said = String(error?.message ?? error);
  const code = codes[error?.code] ?? messages.find(([form]) => form.test(said))?.[1];
  const failed = new DatabaseError(said, code);
  const [, names = ''] = /constraint failed: (.*)$/.exec(said) ?? [];
  const [table = ''] = names.split('.');
  const fields = names.split(', ').map((name) => name.slice(name.lastIndexOf('.') + 1));
  if (code === '23514' && /^\\w+$/.test(names)) failed.constraint = names;
  if (code !== '23505' && code !== '23502') return failed;
  failed.table = table;
  if (code === '23502') {
    failed.column = fields[0];
    failed.message = \`null value in column "\${fields[0]}" of relation "\${table}" violates not-null constraint\`;
    return failed;
  }
  const isKey = error.code !== 'SQLITE_CONSTRAINT_UNIQUE';
  failed.constraint = isKey ? \`\${table}_pkey\` : \`\${table}_\${fields.join('_')}_key\`;
  failed.detail = \`Key (\${fields.join(', ')}) already exists.\`;
  failed.message = \`duplicate key value violates unique constraint "\${failed.constraint}"\`;
  return failed;
}
`;

/** The class of failures: where pg stays, they are failures of pg as well. */
export const errorClasses = {
  own: `class DatabaseError extends Error {
  severity = 'ERROR';
  code«: string | undefined»;
  detail«: string | undefined»;
  table«: string | undefined»;
  column«: string | undefined»;
  constraint«: string | undefined»;

  constructor(message«: string», code«?: string») {
    super(message);
    this.name = 'error';
    this.code = code;
  }
}
`,
  shared: `class DatabaseError extends pg.DatabaseError {
  constructor(message«: string», code«?: string») {
    super(message, 0, 'error');
    this.severity = 'ERROR';
    this.code = code;
  }
}
`,
};
