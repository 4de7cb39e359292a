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
  /^([a-z][a-z0-9]*(?:\+[a-z0-9_]+)?):\/\/(?:([^:@/?#]*)(?::([^@/?#]*))?@)?([^/?#@]*)(?:\/([^?#]*))?(?:\?(.*))?$/i;

/** With a password whose special characters are not escaped: all up to the last `@` is taken for it. */
const looseForm =
  /^([a-z][a-z0-9]*(?:\+[a-z0-9_]+)?):\/\/([^:@/?#]*):(.*)@([^/?#@]*)(?:\/([^?#]*))?(?:\?(.*))?$/i;

/**
 * Reads a database URL in SQLAlchemy's form, of an engine that this program knows.
 * `${...}`, `{...}` and `%(...)s` holes are allowed in every part.
 * @see https://docs.sqlalchemy.org/en/20/core/engines.html#database-urls
 */
export function parseDatabaseUrl(text: string): DatabaseUrl | undefined {
  const strict = urlForm.exec(text);
  const match = strict && isPlausible(strict) ? strict : (looseForm.exec(text) ?? strict);
  if (!match) return undefined;
  const [, scheme = '', user = '', , authority = '', database = '', query = ''] = match;
  const engine = engineOfScheme(scheme);
  if (!engine) return undefined;
  const { host, port } = splitAuthority(authority);
  const driver = scheme.split('+')[1] ?? '';
  return { engine, scheme, driver, user, host, port, database, query };
}

/** What stands behind the host is a port, and no password went into the database's name. */
function isPlausible([, , , , authority = '', database = '']: RegExpExecArray): boolean {
  const { port } = splitAuthority(authority);
  return /^\d*$|[{%]/.test(port) && !database.includes('@');
}

/** Parts host and port at the last colon outside of brackets and holes. */
function splitAuthority(authority: string): { readonly host: string; readonly port: string } {
  let depth = 0;
  for (let at = authority.length - 1; at >= 0; at -= 1) {
    const character = authority.charAt(at);
    if ('}])'.includes(character)) depth += 1;
    if ('{[('.includes(character)) depth -= 1;
    if (character === ':' && depth === 0) {
      return { host: authority.slice(0, at), port: authority.slice(at + 1) };
    }
  }
  return { host: authority, port: '' };
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
