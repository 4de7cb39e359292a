import type { CallStyle, Engine, PythonDriver } from './engine.ts';
import { engineOfScheme } from './index.ts';

/**
 * A database URL in its parts. The password is never part of it: whoever needs it reads the
 * source again.
 */
export interface DatabaseUrl {
  readonly engine: Engine;
  /** As written, such as `postgresql+asyncpg`. */
  readonly scheme: string;
  readonly driver: string;
  readonly user: string;
  readonly host: string;
  readonly port: string;
  /** The database's name, or for a file its path as written, which can be empty (in memory). */
  readonly database: string;
  /** Without the question mark. */
  readonly query: string;
}

const urlForm =
  /^([a-z][a-z0-9]*(?:\+[a-z0-9_]+)?):\/\/(?:([^:@/?#]*)(?::([^@/?#]*))?@)?([^/?#]*)(?:\/([^?#]*))?(?:\?(.*))?$/i;

/**
 * Reads a database URL in SQLAlchemy's form, of an engine that this program knows.
 * `${...}`, `{...}` and `%(...)s` holes are allowed in every part.
 * @see https://docs.sqlalchemy.org/en/20/core/engines.html#database-urls
 */
export function parseDatabaseUrl(text: string): DatabaseUrl | undefined {
  const match = urlForm.exec(text);
  if (!match) return undefined;
  const [, scheme = '', user = '', , authority = '', database = '', query = ''] = match;
  const engine = engineOfScheme(scheme);
  if (!engine) return undefined;
  const portAt = authority.lastIndexOf(':');
  const hasPort = portAt > authority.lastIndexOf(']') && portAt > authority.lastIndexOf('}');
  return {
    engine,
    scheme,
    driver: scheme.split('+')[1] ?? '',
    user,
    host: hasPort ? authority.slice(0, portAt) : authority,
    port: hasPort ? authority.slice(portAt + 1) : '',
    database,
    query,
  };
}

/** The engine's driver for this call style, preferring one that needs no package. */
export function pythonDriverFor(engine: Engine, style: CallStyle): PythonDriver {
  const driver = engine.pythonDrivers.find((candidate) => candidate.style === style);
  if (!driver) throw new Error(`${engine.label} has no ${style} driver.`);
  return driver;
}

/** Whether the scheme's driver is an asynchronous one. */
export function callStyleOf(url: DatabaseUrl): CallStyle {
  const driver = url.engine.pythonDrivers.find(({ urlDriver }) => urlDriver === url.driver);
  return driver?.style ?? 'sync';
}

/** A SQLAlchemy URL of a database file; `file` is relative to the working directory or absolute. */
export function sqlalchemyFileUrl(engine: Engine, style: CallStyle, file: string): string {
  const { urlDriver } = pythonDriverFor(engine, style);
  const scheme = urlDriver ? `${engine.sqlalchemyDialect}+${urlDriver}` : engine.sqlalchemyDialect;
  return file.startsWith('/') ? `${scheme}:///${file}` : `${scheme}:///./${file}`;
}
