import type { Span } from '../core/span.ts';
import { tokenize } from '../sql/lexer.ts';
import { type ScriptPart, splitScript } from '../sql/splitter.ts';
import type { EmbeddedSql } from './embedded-sql.ts';
import { commentPlace, ignoreMark, type SqlDocument } from './sql-document.ts';

/** A file of SQL: one passage, which is the file. */
export function readScript(text: string): SqlDocument {
  const passage: EmbeddedSql = {
    text,
    hasHoles: false,
    span: { start: 0, end: text.length },
    toSource: (span) => span,
    toSourceEdit: (edit) => edit,
    toSourceText: (said) => said,
  };
  let parts: readonly ScriptPart[] | undefined;
  const partAt = (offset: number) => {
    parts ??= splitScript(text);
    return parts.find(({ start, end }) => start <= offset && offset < end);
  };
  return {
    text,
    passages: [passage],
    api: [],
    isScript: true,
    comments: commentsOf(passage),
    commentMark: '--',
    anchorsOf(offset) {
      const part = partAt(offset);
      if (!part) return [offset];
      const tokens = tokenize(part.text);
      const opaqueAt = (at: number) => {
        const token = tokens.find(
          ({ start, end }) => part.start + start < at && at < part.start + end,
        );
        return token && part.start + token.start;
      };
      return [commentPlace(text, offset, opaqueAt), part.start];
    },
  };
}

/** The comments in a passage's SQL that speak to the checker, as places of the file. */
export function commentsOf(passage: EmbeddedSql): readonly Span[] {
  const { text } = passage;
  if (!text.includes(ignoreMark)) return [];
  return tokenize(text)
    .filter(({ kind, value }) => kind === 'comment' && value.includes(ignoreMark))
    .map(({ start, end }) => passage.toSource({ start, end }));
}
