/** What a translation may rely on. */
export interface TranslateOptions {
  /** The SQLite version that the statements will run on. */
  readonly sqliteVersion: string;
  /** The name of the database that the statements will run on. */
  readonly target: 'SQLite' | 'PostgreSQL';
}

/** The oldest SQLite that the drivers of our ecosystems ship (Debian 12's Python has 3.40). */
export const defaultOptions: TranslateOptions = { sqliteVersion: '3.45.1', target: 'SQLite' };
