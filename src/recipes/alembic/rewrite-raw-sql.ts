import type { TextEdit } from '../../core/edit.ts';
import { notice } from '../../core/notice.ts';
import { type PythonModule, textOf } from '../../formats/python/module.ts';
import { quoted } from '../../formats/python/quotes.ts';
import { replaceString, type StringLiteral } from '../../formats/python/string-literal.ts';
import { callsSqliteFunction } from '../../sql/facts/sqlite-functions.ts';
import { type PythonFile, placeIn } from '../python-files.ts';
import type { SwitchContext } from '../recipe.ts';
import type { ToldRewrite } from '../sqlalchemy/constraint-rewrites.ts';
import { noRewrite } from '../sqlalchemy/finish-rewrite.ts';
import { dialectTest } from './guards.ts';
import { type RawSql, rawSqlOf, readableSql } from './raw-sql.ts';
import { fateOf, isWrittenFor } from './sql-statements.ts';
import { translateSql } from './translate-sql.ts';

/**
 * SQL text of a revision that the target does not take: translated where that is exact, else named.
 * `guarded` are the places of statements that the target does not run.
 */
export function rewriteRawSql(
  file: PythonFile,
  context: SwitchContext,
  guarded: ReadonlySet<number>,
): readonly ToldRewrite[] {
  return rawSqlOf(file.module)
    .filter(({ statement }) => !statement || !guarded.has(statement.from))
    .map((raw) => rewriteOne(file, raw, context));
}

function rewriteOne(file: PythonFile, raw: RawSql, context: SwitchContext): ToldRewrite {
  const { call, literal } = raw;
  const sql = portableSql(raw, context);
  if (sql === literal.value) return { rewrite: noRewrite, notices: [] };
  if (sql !== undefined && raw.isInPlace) {
    const dialect = context.source.sqlalchemyDialect;
    const edit =
      context.goal.strategy === 'keep-both'
        ? byDialect(file.module, literal, { sql, dialect })
        : replaceString(literal, sql);
    return { rewrite: { edits: [edit], imports: [] }, notices: [] };
  }
  if (isTargets(literal.value, context)) return { rewrite: noRewrite, notices: [] };
  const place = placeIn(file, { start: call.from, end: call.to });
  const values = { engine: context.target.label, statement: shortened(literal.value) };
  return { rewrite: noRewrite, notices: [notice('revision-sql-not-portable', place, values)] };
}

/** Whether a text was written for the target, such as by an earlier switch. */
function isTargets(sql: string, { source, target }: SwitchContext): boolean {
  if (!target.server && callsSqliteFunction(sql)) return true;
  return isWrittenFor(sql, target.sqlalchemyDialect, source.sqlalchemyDialect);
}

/** The text for the target; a text with holes is looked at, not translated. */
function portableSql({ literal }: RawSql, context: SwitchContext): string | undefined {
  const { value, holes } = literal;
  const fate = fateOf(readableSql(literal), context.source.sqlalchemyDialect);
  if (fate.startsWith('guard')) return undefined;
  if (holes.length > 0) return fate === 'portable' ? value : undefined;
  return translateSql(value, context);
}

/** The literal as it is for the source, the translation for every other dialect. */
function byDialect(
  module: PythonModule,
  { node }: StringLiteral,
  { sql, dialect }: { readonly sql: string; readonly dialect: string },
): TextEdit {
  const written = /\n/.test(sql) ? `"""${sql}"""` : quoted(module, sql);
  const newText = `${textOf(module, node)} if ${dialectTest(module, dialect)} else ${written}`;
  return { start: node.from, end: node.to, newText };
}

/** A statement as one line that a message can hold. */
export function shortened(sql: string): string {
  const line = sql.replace(/\s+/g, ' ').trim();
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}
