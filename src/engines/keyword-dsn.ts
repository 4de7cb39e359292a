import { engines } from './index.ts';
import type { DatabaseUrl } from './url.ts';

/** A keyword of libpq with its value, which may be quoted or a hole such as `{0}` and `%(name)s`. */
const pair = /\s*([a-z_]+)\s*=\s*('(?:[^'\\]|\\.)*'|\{[^}]*\}|[^\s']*)/y;

const keywords =
  /^(?:host|hostaddr|port|dbname|user|password|passfile|options|application_name|connect_timeout|service|target_session_attrs|client_encoding|(?:ssl|gss|keepalives|tcp)\w*)$/;

/**
 * Reads libpq's form of a connection, `host=db port=5432 dbname=shop`, as a URL in its parts;
 * `undefined` for any text that does not name a database with nothing but such keywords.
 * @see https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-KEYWORD-VALUE
 */
export function parseKeywordDsn(text: string): DatabaseUrl | undefined {
  const values = new Map<string, string>();
  const whole = text.trim();
  pair.lastIndex = 0;
  while (pair.lastIndex < whole.length) {
    const match = pair.exec(whole);
    const [, keyword = '', value = ''] = match ?? [];
    if (!match || !keywords.test(keyword)) return undefined;
    values.set(keyword, value.replace(/^'|'$/g, ''));
  }
  const engine = engines.postgresql;
  const [scheme = ''] = engine.schemes;
  const database = values.get('dbname');
  if (database === undefined) return undefined;
  return {
    engine,
    scheme,
    driver: '',
    user: values.get('user') ?? '',
    host: values.get('host') ?? values.get('hostaddr') ?? '',
    port: values.get('port') ?? '',
    database,
    query: '',
  };
}
