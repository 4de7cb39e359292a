import { isKeyword, type SqliteToken, significantTokens } from '../../sql/sqlite-tokens.ts';
import type { Index, IndexColumn } from '../model.ts';
import { type CatalogRow, flag, integer, text } from '../query.ts';
import { rowsAbout, type SchemaPart } from './schema-part.ts';

const origins = { c: 'index', u: 'unique', pk: 'primary-key' } as const;

/** The indexes of a table, those that constraints made too. */
export async function readIndexes(part: SchemaPart, table: string): Promise<readonly Index[]> {
  const rows = await rowsAbout(
    part,
    table,
    'SELECT * FROM pragma_index_list(?1, ?2) ORDER BY seq DESC',
  );
  const indexes: Index[] = [];
  for (const row of rows) indexes.push(await readIndex(part, row));
  return indexes;
}

async function readIndex(part: SchemaPart, row: CatalogRow): Promise<Index> {
  const name = text(row, 'name');
  const sql = part.objects.find((object) => object.type === 'index' && object.name === name)?.sql;
  const written = sql ? parseCreateIndex(sql) : { expressions: [] };
  const parts = await rowsAbout(
    part,
    name,
    'SELECT * FROM pragma_index_xinfo(?1, ?2) WHERE key = 1',
  );
  const origin = text(row, 'origin');
  return {
    name,
    unique: flag(row, 'unique'),
    origin: origin === 'u' || origin === 'pk' ? origins[origin] : origins.c,
    method: 'btree',
    columns: parts.map((column) => indexColumn(column, written.expressions)),
    ...('where' in written && written.where && { where: written.where }),
    ...(sql && { sql }),
  };
}

function indexColumn(row: CatalogRow, expressions: readonly string[]): IndexColumn {
  const cid = integer(row, 'cid');
  // -1 is the rowid, -2 an expression.
  const expression = cid === -2;
  const written = expressions[integer(row, 'seqno')] ?? '';
  return {
    text: expression ? written : cid === -1 ? 'rowid' : text(row, 'name'),
    expression,
    descending: flag(row, 'desc'),
  };
}

/** The indexed terms of a CREATE INDEX as written, without ASC or DESC, and its WHERE. */
export function parseCreateIndex(sql: string): {
  readonly expressions: readonly string[];
  readonly where?: string;
} {
  const tokens = significantTokens(sql);
  const on = tokens.findIndex((token) => isKeyword(token, 'ON'));
  const open = tokens.findIndex(({ text: token }, at) => at > on && token === '(');
  if (open < 0) return { expressions: [] };
  const { items, close } = splitGroup(tokens, open);
  const where = tokens.findIndex((token, at) => at > close && isKeyword(token, 'WHERE'));
  const after = tokens[where + 1];
  return {
    expressions: items.map((item) => termText(sql, item)),
    ...(where > 0 && after && { where: sql.slice(after.start).trim() }),
  };
}

function splitGroup(tokens: readonly SqliteToken[], open: number) {
  const items: SqliteToken[][] = [[]];
  let depth = 0;
  let at = open;
  for (; at < tokens.length; at++) {
    const token = tokens[at];
    if (!token) break;
    if (token.text === ')' && --depth === 0) break;
    if (token.text === ',' && depth === 1) items.push([]);
    else if (depth > 0) items.at(-1)?.push(token);
    if (token.text === '(') depth++;
  }
  return { items, close: at };
}

function termText(sql: string, item: readonly SqliteToken[]): string {
  const last = item.at(-1);
  const ordered = isKeyword(last, 'ASC') || isKeyword(last, 'DESC');
  const term = ordered ? item.slice(0, -1) : item;
  return sql.slice(term[0]?.start, term.at(-1)?.end);
}
