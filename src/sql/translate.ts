import { applyEdits, type TextEdit } from '../core/edit.ts';
import type { EngineId } from '../core/goal.ts';
import type { Span } from '../core/span.ts';
import { SqlAnalyzer } from './analyzer.ts';
import { rulesFor } from './direction-rules.ts';
import { defaultOptions } from './options.ts';
import { dialectOf } from './reading/dialect.ts';
import type { PlaceholderChoice } from './reading/placeholders.ts';
import type { ProblemSeverity } from './rule.ts';
import { type Schema, withOthers } from './schema.ts';
import { readScriptSchema } from './script-schema.ts';

export interface TranslateRequest {
  readonly from: EngineId;
  readonly to: EngineId;
  /** The definitions of the database that the text does not hold itself, in the source's SQL. */
  readonly schema?: string;
  /** What is known beside these, as of a live database. */
  readonly known?: Schema;
  /** What the statements will run on; see `defaultOptions`. */
  readonly sqliteVersion?: string;
  /** The style of `%s`, `:name` or `?` in the text; `auto`, found by where they stand, if missing. */
  readonly placeholders?: PlaceholderChoice;
}

/** A difference between the databases, at a place in the original text. */
export interface SqlProblem {
  /** The rule's id. */
  readonly code: string;
  /** After the translation: `error` cannot run, `warning` may differ, `info` was put right. */
  readonly severity: ProblemSeverity;
  /** What the text does on the target as it stands. */
  readonly asWritten: 'rejected' | 'differs';
  readonly message: string;
  readonly span: Span;
  /** The edits that put this one problem right, without those of other rules. */
  readonly fix?: readonly TextEdit[];
}

export interface Translation {
  readonly sql: string;
  /** The disjoint edits that make `sql` of the text. */
  readonly edits: readonly TextEdit[];
  /** In the order of the text. */
  readonly problems: readonly SqlProblem[];
}

/**
 * Translates a script or a statement. What is portable stays as it is, in silence; what was put
 * right is an `info`; what may differ or cannot run says so. Call `loadParser` first.
 */
export function translate(text: string, request: TranslateRequest): Translation {
  return translator(request)(text);
}

/** A translator for many texts over one schema, which is read once. */
export function translator(request: TranslateRequest): (text: string) => Translation {
  const direction = request.from === 'postgresql' ? 'postgresql-to-sqlite' : 'sqlite-to-postgresql';
  const written = readScriptSchema(
    request.schema ?? '',
    dialectOf(direction, rulesFor('sqlite-to-postgresql')),
  );
  const analyzer = new SqlAnalyzer({
    direction,
    schema: request.known ? withOthers(written, request.known) : written,
    placeholders: request.placeholders ?? 'auto',
    options: {
      sqliteVersion: request.sqliteVersion ?? defaultOptions.sqliteVersion,
      target: request.to === 'sqlite' ? 'SQLite' : 'PostgreSQL',
    },
  });
  return (text) => {
    const { edits, problems } = analyzer.analyze(text);
    return { sql: applyEdits(text, edits), edits, problems };
  };
}
