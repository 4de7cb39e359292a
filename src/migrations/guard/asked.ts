import { isKeyword, nameOf, type SqliteToken, significantTokens } from '../../sql/sqlite-tokens.ts';
import type { ObjectLoss } from './report.ts';

/** What a migration asked its tool to do, which a table rebuild does not show in SQL. */
export interface SchemaOperation {
  readonly kind: 'drop-index' | 'drop-constraint' | 'drop-column' | 'alter-column';
  readonly table: string;
  /** The index's, constraint's or column's name, where one was given. */
  readonly name?: string;
}

/** What a run asked for, by folded names: only what is not in here can be lost. */
export interface Asked {
  /** `trigger:name`, `view:name`, `index:name`, `table:name` of DROP statements. */
  readonly dropped: ReadonlySet<string>;
  /** Tables from which rows were deleted or replaced. */
  readonly deletedFrom: ReadonlySet<string>;
  /** Old and new names, in order. */
  readonly renames: readonly (readonly [from: string, to: string])[];
  readonly operations: readonly SchemaOperation[];
  /** Triggers, views and indexes that the run made and did not drop again by name. */
  readonly created: readonly ObjectLoss[];
}

/** Names that Knex and Alembic give to a table while they rebuild it. */
const rebuildPrefixes = ['_knex_temp_alter', '_alembic_tmp_'];

export function isRebuildName(name: string): boolean {
  return rebuildPrefixes.some((prefix) => name.toLowerCase().startsWith(prefix));
}

/** The table's own name, for the rename that ends a rebuild; otherwise nothing. */
export function rebuildRenameTarget(sql: string): string | undefined {
  const rename = renameOf(significantTokens(sql));
  return rename && isRebuildName(rename[0]) ? rename[1] : undefined;
}

/** SQLite compares names without ASCII case. */
export function fold(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** Reads the statements of a run, and adds what its tool was asked. */
export function askedBy(
  statements: readonly string[],
  operations: readonly SchemaOperation[],
): Asked {
  const dropped = new Set<string>();
  const deletedFrom = new Set<string>();
  const renames: (readonly [string, string])[] = [];
  const created = new Map<string, ObjectLoss>();
  for (const sql of statements) {
    const tokens = significantTokens(sql);
    const made = createdBy(tokens, sql);
    if (made) created.set(`${made.kind}:${fold(made.name)}`, made);
    const drop = dropOf(tokens);
    if (drop) dropped.add(drop);
    if (drop) created.delete(drop);
    const rename = renameOf(tokens);
    if (rename) renames.push(rename);
    for (const table of deletesOf(tokens)) deletedFrom.add(table);
  }
  return { dropped, deletedFrom, renames, operations, created: [...created.values()] };
}

/** `CREATE UNIQUE INDEX IF NOT EXISTS main.by_name ON person (name)` */
function createdBy(tokens: readonly SqliteToken[], sql: string): ObjectLoss | undefined {
  if (!isKeyword(tokens[0], 'CREATE')) return undefined;
  const at = isKeyword(tokens[1], 'UNIQUE') ? 2 : 1;
  const kind = (['trigger', 'view', 'index'] as const).find((kind) =>
    isKeyword(tokens[at], kind.toUpperCase()),
  );
  const name = objectName(tokens, isKeyword(tokens[at + 1], 'IF') ? at + 4 : at + 1);
  if (!kind || name === undefined) return undefined;
  const on = tokens.findIndex((token) => isKeyword(token, 'ON'));
  const table = kind === 'view' ? name : objectName(tokens, on + 1);
  return table === undefined ? undefined : { kind, name, table, sql };
}

/** `DROP TABLE IF EXISTS main.person` */
export function dropOf(tokens: readonly SqliteToken[]): string | undefined {
  const [first, type] = tokens;
  if (!isKeyword(first, 'DROP') || type?.kind !== 'word') return undefined;
  const name = objectName(tokens, isKeyword(tokens[2], 'IF') ? 4 : 2);
  return name === undefined ? undefined : `${type.text.toLowerCase()}:${name}`;
}

/** `ALTER TABLE a RENAME TO b` */
export function renameOf(tokens: readonly SqliteToken[]): readonly [string, string] | undefined {
  if (!isKeyword(tokens[0], 'ALTER') || !isKeyword(tokens[1], 'TABLE')) return undefined;
  const at = tokens.findIndex((token) => isKeyword(token, 'RENAME'));
  if (at < 0 || !isKeyword(tokens[at + 1], 'TO')) return undefined;
  const from = objectName(tokens, 2);
  const to = objectName(tokens, at + 2);
  return from === undefined || to === undefined ? undefined : [from, to];
}

/** Tables of `DELETE FROM t` and `REPLACE INTO t`, also after WITH and in a trigger's body. */
function deletesOf(tokens: readonly SqliteToken[]): readonly string[] {
  return tokens.flatMap((token, index) => {
    const next = tokens[index + 1];
    const deletes = isKeyword(token, 'DELETE') && isKeyword(next, 'FROM');
    const replaces = isKeyword(token, 'REPLACE') && isKeyword(next, 'INTO');
    return deletes || replaces ? (objectName(tokens, index + 2) ?? []) : [];
  });
}

/** The folded name that begins at a token, without the schema before it. */
export function objectName(tokens: readonly SqliteToken[], at: number): string | undefined {
  const qualified = tokens[at + 1]?.text === '.';
  const token = tokens[qualified ? at + 2 : at];
  return token && fold(nameOf(token));
}
