import type { TextEdit } from '../../core/edit.ts';
import type { SqlDiagnostic } from '../../language/check-document.ts';

/** What the editor asks about SQL; given as an interface, so that the parser is loaded late. */
export interface LanguageServices {
  /** What of a document's SQL runs on PostgreSQL and not, or otherwise, on SQLite. */
  check(path: string, text: string): Promise<readonly SqlDiagnostic[]>;
  /** The comment that hides a rule for what stands at an offset, or in the whole file. */
  ignore(path: string, text: string, rule: string, place: number | 'file'): TextEdit | undefined;
}
