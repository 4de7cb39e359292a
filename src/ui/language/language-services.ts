import type { TextEdit } from '../../core/edit.ts';
import type { EngineId } from '../../core/goal.ts';
import type { SqlDiagnostic } from '../../language/check-document.ts';
import type { KnownDefinitions } from '../../language/known-definitions.ts';
import type { WorkspaceInput } from '../switch-services.ts';

/** A document, and what its SQL is checked for. */
export interface SqlRequest {
  readonly path: string;
  readonly text: string;
  /** The database that the SQL is to run on. */
  readonly target: EngineId;
  /** What is known of the tables; asked for once there is SQL to look at. */
  readonly known: () => Promise<KnownDefinitions>;
}

/** Where an ignoring comment is to work: for what stands at an offset, or in the whole file. */
export type IgnorePlace = number | 'file';

/** A whole file in the SQL of the other database. */
export interface ConvertedFile {
  readonly text: string;
  /** What could not be put right, or may differ. */
  readonly remaining: number;
}

/** What the editor asks about SQL; given as an interface, so that the parser is loaded late. */
export interface LanguageServices {
  /** What of a document's SQL does not run, or runs otherwise, on the target. */
  check(request: SqlRequest): Promise<readonly SqlDiagnostic[]>;
  /** The edits that put all of a document right, or what is wanted of it. */
  fix(
    request: SqlRequest,
    isWanted: (found: SqlDiagnostic) => boolean,
  ): Promise<readonly TextEdit[]>;
  /** A file of SQL, all of it translated. */
  convert(request: SqlRequest): Promise<ConvertedFile>;
  /** The comment that hides a rule. */
  ignore(request: SqlRequest, rule: string, place: IgnorePlace): TextEdit | undefined;
  /** Markdown to show over a construct. */
  hover(request: SqlRequest, found: SqlDiagnostic): string;
  /** What the models and migrations of a folder say of its tables, as definitions. */
  definitions(input: WorkspaceInput): Promise<string>;
  /** The page of a code, in Markdown. */
  page(code: string): string | undefined;
}
