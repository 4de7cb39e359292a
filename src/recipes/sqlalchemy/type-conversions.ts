/** What becomes of a column type that only one database has. */
export interface TypeConversion {
  /** The name in `sqlalchemy` that every database has; absent where there is no such type. */
  readonly to?: string;
  /** Whether `to` is as good on the source: then no variant is needed to keep both. */
  readonly onBoth?: true;
  /** Arguments that go. `all`: also the positional ones. */
  readonly drops?: readonly string[] | 'all';
  /** The length of a text type. */
  readonly length?: number;
  /** The collation of a text type. */
  readonly collation?: string;
  /** What the user has to know of it. */
  readonly tells?: TypeLoss;
}

/** How a converted column differs from what it was. */
export type TypeLoss = 'array' | 'search' | 'range' | 'opaque';

type Conversions = Readonly<Record<string, TypeConversion>>;

const opaque: TypeConversion = { tells: 'opaque' };
const range: TypeConversion = { tells: 'range' };
const address: TypeConversion = { to: 'String', drops: 'all', length: 43 };
const hardwareAddress: TypeConversion = { to: 'String', drops: 'all', length: 23 };

const rangeNames = ['INT4', 'INT8', 'NUM', 'DATE', 'TS', 'TSTZ'];

/** @see https://docs.sqlalchemy.org/en/20/dialects/postgresql.html#postgresql-data-types */
const postgresqlTypes: Conversions = {
  UUID: { to: 'Uuid', onBoth: true },
  JSONB: { to: 'JSON', drops: ['astext_type'] },
  ARRAY: { to: 'JSON', drops: 'all', tells: 'array' },
  ENUM: { to: 'Enum', onBoth: true, drops: ['create_type', 'checkfirst', 'schema'] },
  INET: address,
  CIDR: address,
  MACADDR: hardwareAddress,
  MACADDR8: hardwareAddress,
  HSTORE: { to: 'JSON', drops: 'all' },
  CITEXT: { to: 'String', drops: 'all', collation: 'NOCASE' },
  BYTEA: { to: 'LargeBinary', onBoth: true },
  INTERVAL: { to: 'Interval', onBoth: true, drops: 'all' },
  TSVECTOR: { to: 'Text', drops: 'all', tells: 'search' },
  TSQUERY: { to: 'Text', drops: 'all', tells: 'search' },
  OID: { to: 'Integer', drops: 'all' },
  MONEY: opaque,
  BIT: opaque,
  REGCLASS: opaque,
  REGCONFIG: opaque,
  DOMAIN: opaque,
  ...Object.fromEntries(
    rangeNames.flatMap((name) => [
      [`${name}RANGE`, range],
      [`${name}MULTIRANGE`, range],
    ]),
  ),
};

/** Types of `sqlalchemy` itself that only PostgreSQL takes, or that other databases misread. */
const postgresqlGeneric: Conversions = {
  // In SQLite a column of type UUID has numeric affinity: an id of digits alone becomes a number.
  UUID: { to: 'Uuid', onBoth: true },
  ARRAY: { to: 'JSON', drops: 'all', tells: 'array' },
};

/** @see https://docs.sqlalchemy.org/en/20/dialects/sqlite.html#sqlite-data-types */
const sqliteTypes: Conversions = {
  DATETIME: { to: 'DateTime', drops: ['storage_format', 'regexp', 'truncate_microseconds'] },
  DATE: { to: 'Date', drops: 'all' },
  TIME: { to: 'Time', drops: 'all' },
  JSON: { to: 'JSON', onBoth: true },
};

const dialects: Readonly<Record<string, { own: Conversions; generic: Conversions }>> = {
  postgresql: { own: postgresqlTypes, generic: postgresqlGeneric },
  sqlite: { own: sqliteTypes, generic: {} },
};

/** Packages whose types only PostgreSQL's extensions have. */
const extensionTypes = /^(?:pgvector\.sqlalchemy|geoalchemy2(?:\.types)?)\.[A-Z]\w*$/;

/** A type of a SQLAlchemy dialect, as a qualified name says it. */
export interface DialectType {
  readonly name: string;
  readonly conversion: TypeConversion;
}

/**
 * The type that a qualified name stands for, if only this dialect has it: one of
 * `sqlalchemy.dialects.<dialect>` or one of `sqlalchemy` (also through `db.` of Flask-SQLAlchemy and
 * through SQLModel) that others do not take.
 */
export function dialectType(qualified: string, dialect: string): DialectType | undefined {
  const name = qualified.slice(qualified.lastIndexOf('.') + 1);
  const table = dialects[dialect];
  if (!table) return undefined;
  const own = qualified.startsWith(`sqlalchemy.dialects.${dialect}.`);
  const generic = /^(?:sqlalchemy|sqlmodel)\.(?:types\.|sql\.sqltypes\.)?\w+$|(?:^|\.)db\.\w+$/;
  if (own) return found(table.own, name);
  if (generic.test(qualified)) return found(table.generic, name);
  if (dialect === 'postgresql' && extensionTypes.test(qualified))
    return { name, conversion: opaque };
  return undefined;
}

function found(conversions: Conversions, name: string): DialectType | undefined {
  const conversion = Object.hasOwn(conversions, name) ? conversions[name] : undefined;
  return conversion && { name, conversion };
}
