import type { EngineId } from '../../core/goal.ts';
import { type Translation, translate } from '../../sql/translate.ts';
import { translateExpression } from '../../sql/translate-expression.ts';
import { quoted } from './migration-file.ts';

/** The question that a generated migration asks of its connection, and what the answer is called. */
export const askEngine = 'const onSqlite = /sqlite/.test(knex.client.config.client);';

/** SQL of one engine in a migration for both. */
export interface EngineSql {
  readonly sqlite?: string;
  readonly postgresql?: string;
  /** Why the other engine has nothing for it. */
  readonly reason?: string;
}

/** A statement as each engine takes it. */
export function statementOn(engine: EngineId, sql: string): EngineSql {
  return both(engine, sql, translate(sql, directionFrom(engine)));
}

/** An expression, such as a check's, as each engine takes it. */
export function expressionOn(engine: EngineId, sql: string): EngineSql {
  return both(engine, sql, translateExpression(sql, directionFrom(engine)));
}

/** A string of JavaScript, or a choice of two; `undefined` where one engine has nothing. */
export function sqlLiteral({ sqlite, postgresql }: EngineSql): string | undefined {
  if (sqlite === undefined || postgresql === undefined) return undefined;
  if (sqlite === postgresql) return quoted(sqlite);
  return `onSqlite ? ${quoted(sqlite)} : ${quoted(postgresql)}`;
}

/** A statement of JavaScript for the engines that have the SQL. `write` gets a string's source. */
export function onItsEngines(sql: EngineSql, write: (literal: string) => string): string {
  const literal = sqlLiteral(sql);
  if (literal !== undefined) return write(literal);
  const question = sql.sqlite === undefined ? '!onSqlite' : 'onSqlite';
  return `if (${question}) ${write(quoted(sql.sqlite ?? sql.postgresql ?? ''))}`;
}

function directionFrom(engine: EngineId) {
  return { from: engine, to: engine === 'sqlite' ? 'postgresql' : 'sqlite' } as const;
}

function both(engine: EngineId, sql: string, { sql: other, problems }: Translation): EngineSql {
  const error = problems.find(({ severity }) => severity === 'error');
  const on = (name: EngineId, text: string): EngineSql => {
    return name === 'sqlite' ? { sqlite: text } : { postgresql: withoutBindings(text) };
  };
  const own = on(engine, sql);
  if (error || other.trim() === '') {
    return { ...own, reason: error?.message ?? 'there is nothing to do for it' };
  }
  return { ...own, ...on(directionFrom(engine).to, other) };
}

/** Knex's client of PostgreSQL takes every `?` for a binding that has no backslash before it. */
function withoutBindings(sql: string): string {
  return sql.replaceAll('?', '\\?');
}
