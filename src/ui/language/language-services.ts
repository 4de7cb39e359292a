import type { SqlDiagnostic } from '../../language/check-document.ts';

/** What the editor asks about SQL; given as an interface, so that the parser is loaded late. */
export interface LanguageServices {
  /** What of a document's SQL runs on PostgreSQL and not, or otherwise, on SQLite. */
  check(path: string, text: string): Promise<readonly SqlDiagnostic[]>;
}
