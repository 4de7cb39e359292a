import type { Span } from '../core/span.ts';
import type { SqlDiagnostic } from './check-document.ts';
import type { EmbeddedSql } from './embedded-sql.ts';
import { commentsOf } from './script-sql.ts';
import { commentPlace, ignoreMark, type SqlDocument } from './sql-document.ts';

/** What the reader of a language says of a file of code beside its SQL. */
export interface CodeFacts {
  readonly commentMark: string;
  readonly comments: readonly Span[];
  readonly api: readonly SqlDiagnostic[];
  /** The start of what keeps a comment from standing above the line that begins here. */
  readonly opaqueAt: (lineStart: number) => number | undefined;
}

/** A file of code with the SQL in its strings. */
export function codeDocument(
  text: string,
  passages: readonly EmbeddedSql[],
  { commentMark, comments, api, opaqueAt }: CodeFacts,
): SqlDocument {
  const own = comments.filter(({ start, end }) => text.slice(start, end).includes(ignoreMark));
  return {
    text,
    passages,
    api,
    isScript: false,
    comments: [...own, ...passages.flatMap(commentsOf)].sort((a, b) => a.start - b.start),
    commentMark,
    anchorsOf(offset) {
      const near = commentPlace(text, offset, opaqueAt);
      const passage = passages.find(({ span }) => span.start <= offset && offset <= span.end);
      return passage ? [near, commentPlace(text, passage.span.start, opaqueAt)] : [near];
    },
  };
}
