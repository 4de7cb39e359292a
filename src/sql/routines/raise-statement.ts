import { SqliteSource } from '../reading/sqlite-source.ts';

/** A condition, still SQLite's, and what PL/pgSQL does where it holds. */
export interface RaiseBranch {
  /** Missing where it is done always. */
  readonly condition?: string;
  readonly action: string;
}

/**
 * `SELECT RAISE(...)`, with a WHERE or in a CASE, as branches of PL/pgSQL; nothing for another
 * statement, or for one that does more than that.
 * https://www.sqlite.org/lang_createtrigger.html#raise
 */
export function raiseBranches(statement: string): readonly RaiseBranch[] | undefined {
  const source = new SqliteSource(statement);
  if (source.word(0) !== 'SELECT') return undefined;
  if (source.word(1) === 'RAISE') return [plainRaise(source)];
  if (source.word(1) !== 'CASE') return undefined;
  return caseBranches(source);
}

function plainRaise(source: SqliteSource): RaiseBranch {
  const action = actionAt(source, 1);
  const close = source.partner(2);
  const last = source.tokens.length - 1;
  if (close === last) return { action };
  const rest = source.slice(close + 1, last);
  const condition =
    source.word(close + 1) === 'WHERE'
      ? source.slice(close + 2, last)
      : `exists (select 1 ${rest})`;
  return { condition, action };
}

function caseBranches(source: SqliteSource): readonly RaiseBranch[] | undefined {
  const branches: RaiseBranch[] = [];
  const end = source.tokens.length - 1;
  let at = 2;
  while (source.word(at) === 'WHEN') {
    const then = source.find(['THEN'], at + 1);
    if (source.word(then + 1) !== 'RAISE') return undefined;
    branches.push({
      condition: source.slice(at + 1, then - 1),
      action: actionAt(source, then + 1),
    });
    at = source.partner(then + 2) + 1;
  }
  return at === end && source.word(end) === 'END' ? branches : undefined;
}

/** RAISE(IGNORE) leaves the row as it is. */
function actionAt(source: SqliteSource, at: number): string {
  if (source.word(at + 2) === 'IGNORE') return 'return null';
  const close = source.partner(at + 1);
  const message = source.slice(at + 4, close - 1);
  return source.tokens[at + 4]?.kind === 'string' && close === at + 5
    ? `raise exception ${message.replaceAll('%', '%%')}`
    : `raise exception '%', ${message}`;
}
