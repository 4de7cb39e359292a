import pg from 'pg';
import { SwitchError } from '../../core/errors.ts';

/** How long a server may take to answer a connection, in milliseconds. */
const connectTimeout = 5000;

/** Sent in place of what pg would make of a type: the server's own text, for which there is no loss. */
const textTypes = { getTypeParser: () => (text: string) => text };

/**
 * Connects for reading only: the server itself refuses to write. The error says where it tried and
 * not with which password.
 */
export function connectReadOnly(url: string): Promise<pg.Client> {
  return connected(url, '-c default_transaction_read_only=on -c extra_float_digits=1');
}

/** Connects to change the database; the error is that of `connectReadOnly`. */
export function connectForWriting(url: string): Promise<pg.Client> {
  return connected(url, '-c client_min_messages=warning');
}

async function connected(url: string, options: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: plainScheme(url),
    connectionTimeoutMillis: connectTimeout,
    application_name: 'Engine Switch',
    options,
    types: textTypes,
  });
  // A connection that is lost while nobody asks is noticed by the next question.
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `PostgreSQL at ${client.host}:${client.port} cannot be reached: ${reason}.`;
    throw new SwitchError(
      'database-unavailable',
      message,
      'Start the server and try again.',
      error,
    );
  }
  return client;
}

/** pg knows no SQLAlchemy drivers in the scheme. */
function plainScheme(url: string): string {
  return url.replace(/^\w+(\+\w+)?:/, 'postgresql:');
}
