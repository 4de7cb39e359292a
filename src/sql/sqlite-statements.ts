import type { Span } from '../core/span.ts';
import { isKeyword, type SqliteToken, tokenizeSqlite } from './sqlite-tokens.ts';

/** One statement of a script. */
export interface SqliteStatement extends Span {
  /** Without comments before it and without the semicolon. */
  readonly text: string;
  readonly tokens: readonly SqliteToken[];
}

/**
 * The statements of a script, at their semicolons; those inside of a trigger's body are its own.
 * The last one may lack its semicolon. Offsets are UTF-16 units.
 */
export function splitSqliteStatements(sql: string): readonly SqliteStatement[] {
  const statements: SqliteStatement[] = [];
  let tokens: SqliteToken[] = [];
  for (const token of tokenizeSqlite(sql)) {
    const isNothing = token.kind === 'space' || token.kind === 'comment';
    if (isNothing && tokens.length === 0) continue;
    if (token.text === ';' && token.kind === 'punctuation' && !isInTrigger(tokens)) {
      if (tokens.length > 0) statements.push(statementOf(sql, tokens));
      tokens = [];
    } else tokens.push(token);
  }
  if (tokens.length > 0) statements.push(statementOf(sql, tokens));
  return statements;
}

function statementOf(sql: string, tokens: readonly SqliteToken[]): SqliteStatement {
  const meaning = tokens.filter(({ kind }) => kind !== 'space' && kind !== 'comment');
  const start = meaning[0]?.start ?? 0;
  const end = meaning.at(-1)?.end ?? start;
  return { start, end, text: sql.slice(start, end), tokens: meaning };
}

/** As in sqlite3_complete(): a trigger ends at the END that follows a semicolon. */
function isInTrigger(tokens: readonly SqliteToken[]): boolean {
  const words = tokens.filter(({ kind }) => kind !== 'space' && kind !== 'comment');
  if (!isKeyword(words[0], 'CREATE')) return false;
  const kindAt = isKeyword(words[1], 'TEMP') || isKeyword(words[1], 'TEMPORARY') ? 2 : 1;
  if (!isKeyword(words[kindAt], 'TRIGGER')) return false;
  return !(isKeyword(words.at(-1), 'END') && words.at(-2)?.text === ';');
}

/** The statement that an offset is in, or that ends right before it. */
export function statementAt(sql: string, offset: number): SqliteStatement | undefined {
  const statements = splitSqliteStatements(sql);
  const before = statements.filter(({ start }) => start <= offset);
  return before.at(-1) ?? statements[0];
}

/** The parameters of a statement in the order of their numbers, each name once. */
export function parameterNames({ tokens }: SqliteStatement): readonly string[] {
  const names: string[] = [];
  let anonymous = 0;
  for (const { kind, text } of tokens) {
    if (kind !== 'parameter') continue;
    if (text === '?') names.push(`?${++anonymous}`);
    else if (!names.includes(text)) names.push(text);
  }
  return names;
}
