import { engines } from '../../engines/index.ts';
import { type DefaultExpression, readDefault } from './default-expression.ts';

/** What a server default comes to on the other database. */
export type PortableDefault =
  /** Right as it is. */
  | { readonly kind: 'portable' }
  /** The same value in SQL that both take. */
  | { readonly kind: 'sql'; readonly text: string }
  /** The time in UTC, which the session's zone would shift where there is one. */
  | { readonly kind: 'utc-now' }
  | { readonly kind: 'uuid' }
  /** A list, as JSON. */
  | { readonly kind: 'list'; readonly json: string }
  /** The next number of a sequence. */
  | { readonly kind: 'sequence' }
  | { readonly kind: 'unknown' };

const portable: PortableDefault = { kind: 'portable' };
const unknown: PortableDefault = { kind: 'unknown' };
const now: PortableDefault = { kind: 'sql', text: 'CURRENT_TIMESTAMP' };

const sharedNames = /^(?:null|true|false|current_timestamp|current_date|current_time)$/;

/** Functions that both databases have, with the same result. */
const sharedFunctions = /^(?:lower|upper|abs|length|coalesce|nullif|round|trim|replace)$/;

const clockFunctions =
  /^(?:now|transaction_timestamp|statement_timestamp|clock_timestamp|current_timestamp)$/;

const uuidFunctions = /^(?:gen_random_uuid|uuid_generate_v\w+|uuidv4|uuidv7|uuid_generate)$/;

/** SQLite's own functions: where one of them stands, the text was written for it. */
const sqliteFunctions =
  /\b(?:datetime|date|time|strftime|julianday|unixepoch|randomblob|hex)\s*\(/i;

/**
 * What the SQL text behind a server default comes to on the other database; `dialect` is the one
 * that the text would be moved from. Text that is not in that dialect is right as it is.
 */
export function portableDefault(sql: string, dialect: string): PortableDefault {
  const written = sqliteFunctions.test(sql) ? 'sqlite' : 'postgresql';
  if (written !== dialect) return portable;
  if (makesUuid(sql)) return { kind: 'uuid' };
  const expression = readDefault(sql);
  return expression ? defaultOf(expression) : unknown;
}

/** Whether this is the expression that a switch to an engine without UUID functions writes. */
function makesUuid(sql: string): boolean {
  const bare = sql.replace(/^\((.*)\)$/s, '$1');
  return Object.values(engines).some(
    ({ schema }) => bare === schema.newUuid || bare === schema.newUuidText,
  );
}

/** The same for a call of `func`, by the function's name and the names of functions inside. */
export function portableFunction(
  name: string,
  inner: readonly string[],
  dialect: string,
): PortableDefault {
  const written = sqliteFunctions.test(`${name}(`) ? 'sqlite' : 'postgresql';
  if (written !== dialect || sqlalchemyClock.test(name)) return portable;
  if (name === 'timezone' && inner.some((each) => clockFunctions.test(each))) {
    return { kind: 'utc-now' };
  }
  return callOf(name, []);
}

/** Functions of `func` that SQLAlchemy writes as each database wants them. */
const sqlalchemyClock =
  /^(?:now|current_timestamp|current_date|current_time|localtimestamp|random)$/;

function defaultOf(expression: DefaultExpression): PortableDefault {
  switch (expression.kind) {
    case 'string':
    case 'number':
      return portable;
    case 'name':
      return sharedNames.test(expression.name) ? portable : unknown;
    case 'list':
      return listOf(expression.items);
    case 'call':
      return callOf(expression.name, expression.args);
    case 'cast':
      return castOf(expression.of, expression.type);
  }
}

function callOf(name: string, args: readonly DefaultExpression[]): PortableDefault {
  if (clockFunctions.test(name)) return now;
  if (uuidFunctions.test(name) || isRandomHex(name, args)) return { kind: 'uuid' };
  if (sharedFunctions.test(name)) {
    return args.every((argument) => defaultOf(argument).kind === 'portable') ? portable : unknown;
  }
  switch (name) {
    case 'nextval':
      return { kind: 'sequence' };
    case 'timezone':
      return utcNow(args);
    case 'datetime':
    case 'date':
    case 'time':
      return sqliteClock(name, args);
    default:
      return emptyJson(name, args);
  }
}

function emptyJson(name: string, args: readonly DefaultExpression[]): PortableDefault {
  const builder = /^jsonb?_build_(object|array)$/.exec(name)?.[1];
  if (!builder || args.length > 0) return unknown;
  return { kind: 'sql', text: builder === 'array' ? "'[]'" : "'{}'" };
}

function utcNow([zone, moment]: readonly DefaultExpression[]): PortableDefault {
  const named = zone?.kind === 'cast' ? zone.of : zone;
  const inUtc = named?.kind === 'string' && /^(?:utc|gmt|z|etc\/utc)$/i.test(named.value);
  const value = moment && withoutCasts(moment);
  const isNow =
    (value?.kind === 'call' || value?.kind === 'name') && clockFunctions.test(value.name);
  return inUtc && isNow ? { kind: 'utc-now' } : unknown;
}

/** @see https://www.sqlite.org/lang_datefunc.html */
function sqliteClock(name: string, args: readonly DefaultExpression[]): PortableDefault {
  const [moment] = args;
  const isNow = args.length === 0 || (moment?.kind === 'string' && moment.value === 'now');
  if (!isNow || args.length > 1) return unknown;
  const text = { datetime: 'CURRENT_TIMESTAMP', date: 'CURRENT_DATE', time: 'CURRENT_TIME' }[name];
  return text ? { kind: 'sql', text } : unknown;
}

function isRandomHex(name: string, args: readonly DefaultExpression[]): boolean {
  const [inner] = args;
  if (name === 'lower') return inner?.kind === 'call' && isRandomHex(inner.name, inner.args);
  return (
    name === 'hex' &&
    inner?.kind === 'call' &&
    inner.name === 'randomblob' &&
    inner.args[0]?.kind === 'number' &&
    inner.args[0].text === '16'
  );
}

function castOf(inner: DefaultExpression, type: string): PortableDefault {
  const value = withoutCasts(inner);
  if (type.endsWith('[]')) {
    if (value.kind === 'string') return arrayLiteral(value.value);
    return value.kind === 'list' ? listOf(value.items) : unknown;
  }
  if (value.kind === 'number') return { kind: 'sql', text: value.text };
  if (value.kind === 'string') return castString(value.value, type);
  const plain = defaultOf(value);
  if (/^(?:date)$/.test(type) && isClock(plain)) return { kind: 'sql', text: 'CURRENT_DATE' };
  if (/^time(?:stamp|stamptz)\b/.test(type) && isClock(plain)) return plain;
  if (/^(?:uuid|text|character varying|varchar|character)$/.test(type) && plain.kind === 'uuid') {
    return plain;
  }
  return value.kind === 'name' && plain.kind === 'portable'
    ? { kind: 'sql', text: value.name.toUpperCase() }
    : unknown;
}

function isClock(value: PortableDefault): boolean {
  return value === now || value.kind === 'utc-now';
}

function castString(value: string, type: string): PortableDefault {
  if (/^(?:interval|bytea|regclass|point|box|inet|cidr)\b|range$/.test(type)) return unknown;
  if (/^time|^date$/.test(type)) {
    if (/^now(?:\(\))?$/i.test(value.trim())) return now;
    return /^\d/.test(value) ? { kind: 'sql', text: literal(value) } : unknown;
  }
  if (/^bool/.test(type)) {
    const yes = /^(?:t|true|y|yes|on|1)$/i.test(value.trim());
    return { kind: 'sql', text: yes ? 'true' : 'false' };
  }
  if (/^(?:smallint|integer|int\d*|bigint|numeric|real|double precision)$/.test(type)) {
    return /^-?\d+(?:\.\d+)?$/.test(value) ? { kind: 'sql', text: value } : unknown;
  }
  return { kind: 'sql', text: literal(value) };
}

function literal(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

function withoutCasts(expression: DefaultExpression): DefaultExpression {
  return expression.kind === 'cast' ? withoutCasts(expression.of) : expression;
}

function listOf(items: readonly DefaultExpression[]): PortableDefault {
  const values = items.map((item) => {
    const value = withoutCasts(item);
    if (value.kind === 'string') return JSON.stringify(value.value);
    return value.kind === 'number' ? value.text : undefined;
  });
  return values.includes(undefined) ? unknown : { kind: 'list', json: `[${values.join(', ')}]` };
}

/**
 * `{a,"b c",NULL}` as JSON; numbers stay numbers.
 * @see https://www.postgresql.org/docs/current/arrays.html#ARRAYS-INPUT
 */
export function arrayLiteral(text: string): PortableDefault {
  const body = /^\s*\{(.*)\}\s*$/s.exec(text)?.[1];
  if (body === undefined || /[{}]/.test(body)) return unknown;
  if (body.trim() === '') return { kind: 'list', json: '[]' };
  const items = body.match(/"(?:[^"\\]|\\.)*"|[^,]+/g) ?? [];
  const values = items.map((item) => {
    const plain = item.trim();
    if (plain.startsWith('"')) return JSON.stringify(plain.slice(1, -1).replace(/\\(.)/g, '$1'));
    if (/^null$/i.test(plain)) return 'null';
    return /^-?\d+(?:\.\d+)?$/.test(plain) ? plain : JSON.stringify(plain);
  });
  return { kind: 'list', json: `[${values.join(', ')}]` };
}
