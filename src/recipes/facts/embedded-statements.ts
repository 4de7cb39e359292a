import { applyEdits, type TextEdit } from '../../core/edit.ts';
import { type Notice, notice } from '../../core/notice.ts';
import type { SourceFile } from '../../core/snapshot.ts';
import { rangeOf, type Span } from '../../core/span.ts';
import type { EmbeddedSql } from '../../language/embedded-sql.ts';
import { parserIsLoaded } from '../../sql/parser.ts';
import { type SqlProblem, type Translation, translator } from '../../sql/translate.ts';
import type { SwitchContext } from '../recipe.ts';
import { singleStatement } from './single-statement.ts';
import { sqlFate } from './sql-fate.ts';

/** What becomes of the statements in the strings of one file. */
export interface RewrittenStatements {
  readonly edits: readonly TextEdit[];
  readonly notices: readonly Notice[];
}

/**
 * Translates the statements in the strings of a file where the meaning stays, and names the others.
 * They are edited only in a project that runs on the source: elsewhere they may be the target's.
 */
export function rewriteStatements(
  file: SourceFile,
  statements: readonly EmbeddedSql[],
  context: SwitchContext,
): RewrittenStatements {
  if (!parserIsLoaded()) return { edits: [], notices: [] };
  const { source, target } = context;
  const translate = translator({ from: source.id, to: target.id });
  const results = statements.map((sql) => rewriteOne(file, sql, translate(sql.text), context));
  return {
    edits: results.flatMap(({ edits }) => edits),
    notices: results.flatMap(({ notices }) => notices),
  };
}

function rewriteOne(
  file: SourceFile,
  sql: EmbeddedSql,
  translation: Translation,
  context: SwitchContext,
): RewrittenStatements {
  const engine = context.target.label;
  const told = (code: 'statement-not-translated' | 'statement-differs') => (problem: SqlProblem) =>
    notice(code, placeOf(file, sql, problem.span), {
      engine,
      reason: sql.toSourceText(problem.message),
    });
  const fate = sqlFate(sql.text, translation, context.target);
  switch (fate.kind) {
    case 'unread':
      return { edits: [], notices: unread(file, sql, engine) };
    case 'impossible':
      return { edits: [], notices: fate.reasons.map(told('statement-not-translated')) };
    case 'stays':
      return { edits: [], notices: fate.differs.map(told('statement-differs')) };
    case 'translated': {
      const { edits, notices } = translated(file, sql, translation, context);
      return { edits, notices: [...fate.differs.map(told('statement-differs')), ...notices] };
    }
  }
}

function translated(
  file: SourceFile,
  sql: EmbeddedSql,
  translation: Translation,
  { project, goal, target, source, runsOn }: SwitchContext,
): RewrittenStatements {
  const single = target.server ? undefined : singleStatement(project, translation.sql);
  if (single?.kind === 'several') {
    const values = { engine: target.label, statements: single.statements.join('; ') };
    return {
      edits: [],
      notices: [notice('statement-becomes-several', placeOf(file, sql), values)],
    };
  }
  const wanted =
    single && single.sql !== translation.sql
      ? [{ start: 0, end: sql.text.length, newText: single.sql }]
      : translation.edits;
  const edits = wanted.flatMap((edit) => sql.toSourceEdit(edit) ?? []);
  const isWhole = edits.length === wanted.length;
  if (goal.strategy === 'replace' && runsOn === source.id && isWhole) return { edits, notices: [] };
  const { start, end } = sql.span;
  const inFile = isWhole
    ? applyEdits(file.text.slice(0, end), edits).slice(start)
    : sql.toSourceText(translation.sql);
  const values = { engine: target.label, translated: inFile.replace(/\s+/g, ' ').trim() };
  return { edits: [], notices: [notice('statement-left', placeOf(file, sql), values)] };
}

/** Prose can look like SQL: only what is put together of parts is worth a word. */
function unread(file: SourceFile, sql: EmbeddedSql, engine: string): readonly Notice[] {
  return sql.hasHoles ? [notice('statement-unread', placeOf(file, sql), { engine })] : [];
}

function placeOf(file: SourceFile, sql: EmbeddedSql, span?: Span) {
  const at = span ? sql.toSource(span) : sql.span;
  return { path: file.path, range: rangeOf(file.text, at) };
}
