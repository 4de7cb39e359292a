import type { EngineId } from '../../core/goal.ts';
import { splitScript } from '../../sql/splitter.ts';
import { tokenizeSqlite } from '../../sql/sqlite-tokens.ts';
import { translate } from '../../sql/translate.ts';
import { translateExpression } from '../../sql/translate-expression.ts';

/** What becomes of a piece of SQL on the other engine. */
export type SqlFate =
  /** It is right as it is. */
  | { readonly kind: 'portable' }
  /** There is nothing to do on the other engine. */
  | { readonly kind: 'nothing'; readonly differs: readonly string[] }
  | { readonly kind: 'translated'; readonly sql: string; readonly differs: readonly string[] }
  | { readonly kind: 'impossible'; readonly reason: string };

export interface Direction {
  readonly from: EngineId;
  readonly to: EngineId;
}

const statement =
  /^\s*(?:--[^\n]*\n\s*)*(?:with|select|insert|update|delete|create|alter|drop|comment|grant|revoke|truncate|set|do|refresh|lock|analyze|vacuum|reindex|cluster|begin|commit|copy|pragma|attach|detach|replace)\b/i;

/** The fate of what `knex.raw` is given: a statement, or an expression of a default or a query. */
export function fateOfSql(sql: string, direction: Direction): SqlFate {
  const numbered = numberBindings(sql);
  const fate = statement.test(sql)
    ? fateOfStatement(numbered, direction)
    : fateOfExpression(numbered, direction);
  return fate.kind === 'translated' ? withBindings(fate) : fate;
}

/** Knex fills its `?` from left to right: each binding has to stand once, where it stood. */
function withBindings(fate: Extract<SqlFate, { kind: 'translated' }>): SqlFate {
  const numbers: number[] = [];
  const sql = tokenizeSqlite(fate.sql)
    .map(({ kind, text }) => {
      if (kind !== 'parameter' || !/^[$?]\d+$/.test(text)) return text;
      numbers.push(Number(text.slice(1)));
      return '?';
    })
    .join('');
  return numbers.every((number, index) => number === index + 1)
    ? { ...fate, sql }
    : { kind: 'impossible', reason: `its bindings stand in another order there: ${fate.sql}` };
}

/** Knex's `?` are no SQL that a parser takes: `$1`, `$2` for as long as it is translated. */
function numberBindings(sql: string): string {
  let count = 0;
  return tokenizeSqlite(sql)
    .map(({ kind, text }) => (kind === 'parameter' && text === '?' ? `$${++count}` : text))
    .join('');
}

function fateOfStatement(sql: string, direction: Direction): SqlFate {
  const translation = translate(sql, direction);
  const error = translation.problems.find(({ severity }) => severity === 'error');
  if (error) return { kind: 'impossible', reason: error.message };
  if (translation.sql === sql) return { kind: 'portable' };
  const count = splitScript(translation.sql).length;
  if (count === 0) return { kind: 'nothing', differs: warnings(translation.problems) };
  if (count > 1 && direction.to === 'sqlite') {
    return { kind: 'impossible', reason: 'SQLite takes one statement in a call of raw().' };
  }
  return { kind: 'translated', sql: translation.sql, differs: warnings(translation.problems) };
}

function fateOfExpression(sql: string, direction: Direction): SqlFate {
  const { sql: translated, problems } = translateExpression(sql, direction);
  const error = problems.find(({ severity }) => severity === 'error');
  if (error) return { kind: 'impossible', reason: error.message };
  if (translated === sql) return { kind: 'portable' };
  return { kind: 'translated', sql: translated, differs: warnings(problems) };
}

/** The type of a column on the other engine, with the check that goes with it. */
export function fateOfType(type: string, column: string, direction: Direction): SqlFate {
  const head = `CREATE TABLE t (${column} `;
  const { sql, problems } = translate(`${head}${type})`, direction);
  const error = problems.find(({ severity }) => severity === 'error');
  if (error) return { kind: 'impossible', reason: error.message };
  const translated = sql.slice(head.length, -1);
  if (!sql.startsWith(head) || translated === type) return { kind: 'portable' };
  return { kind: 'translated', sql: translated, differs: warnings(problems) };
}

function warnings(problems: ReturnType<typeof translate>['problems']): readonly string[] {
  return problems
    .filter(({ severity, code }) => severity === 'warning' && code !== 'create-extension')
    .map(({ message }) => message);
}
