import { notice } from '../../core/notice.ts';
import { type PythonFile, placeIn } from '../python-files.ts';
import type { SwitchContext } from '../recipe.ts';
import type { ToldRewrite } from '../sqlalchemy/constraint-options.ts';
import { noRewrite } from '../sqlalchemy/finish-rewrite.ts';
import { type RawSql, rawSqlOf } from './raw-sql.ts';
import { fateOf } from './sql-statements.ts';

/** SQL text of a revision that the target does not take: translated where that is exact, else named. */
export function rewriteRawSql(
  file: PythonFile,
  context: SwitchContext,
  guarded: ReadonlySet<number>,
): readonly ToldRewrite[] {
  return rawSqlOf(file.module)
    .filter(({ statement }) => !statement || !guarded.has(statement.from))
    .map((raw) => rewriteOne(file, raw, context));
}

function rewriteOne(
  file: PythonFile,
  { call, literal }: RawSql,
  { source, target }: SwitchContext,
): ToldRewrite {
  const fate = fateOf(literal.value, source.sqlalchemyDialect);
  if (fate === 'portable') return { rewrite: noRewrite, notices: [] };
  const place = placeIn(file, { start: call.from, end: call.to });
  const values = { engine: target.label, statement: shortened(literal.value) };
  return { rewrite: noRewrite, notices: [notice('revision-sql-not-portable', place, values)] };
}

function shortened(sql: string): string {
  const line = sql.replace(/\s+/g, ' ').trim();
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}
