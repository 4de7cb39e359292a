import type { Node } from 'libpg-query';
import { quoteName } from '../identifier.ts';
import { PatchedText } from '../patched-text.ts';
import type { Schema } from '../schema.ts';
import type { OutlinedPart, PartFolding } from '../script-outline.ts';
import { as } from '../tree.ts';
import { type ForeignKey, foreignKeys } from './foreign-keys.ts';
import { SqliteSource } from './sqlite-source.ts';

/** A statement that a script needs after one of its own. */
export interface Appended {
  readonly sql: string;
  readonly code: string;
  readonly message: string;
}

/**
 * What a script of SQLite needs as a whole: foreign keys of tables that come later are added when
 * those are there and filled, and counters move past the numbers that the script gives itself.
 */
export function foldSqliteScript(parts: readonly OutlinedPart[], schema: Schema): PartFolding {
  const appended = new Map<OutlinedPart, Appended[]>();
  const tables = new Map<OutlinedPart, PatchedText>();
  const script = indexOf(parts);
  const append = (at: OutlinedPart, item: Appended) => {
    appended.set(at, [...(appended.get(at) ?? []), item]);
  };
  for (const [table, create] of script.created) {
    const source = new SqliteSource(create.part.text);
    const late = foreignKeys(source).filter(({ parent }) => isLate(table, parent, script));
    if (late.length > 0) {
      const text = new PatchedText(source.text).apply(late.map(({ removal }) => removal));
      tables.set(create, text);
    }
    for (const key of late)
      append(lastOf(script, table, key.parent) ?? create, addedKey(table, key));
  }
  for (const [table, insert] of script.numbered) {
    const counted = schema.tables.get(table)?.columns.find(({ isCounted }) => isCounted);
    if (counted && script.created.has(table)) append(insert, restarted(table, counted.name));
  }
  return { tables, appended, folded: new Set(), expanded: new Set() };
}

/** Where the tables of a script are made and filled. */
interface ScriptIndex {
  readonly created: ReadonlyMap<string, OutlinedPart>;
  /** The last INSERT into a table. */
  readonly filled: ReadonlyMap<string, OutlinedPart>;
  /** The last INSERT that may give numbers to a counted column. */
  readonly numbered: ReadonlyMap<string, OutlinedPart>;
  readonly order: ReadonlyMap<OutlinedPart, number>;
}

function indexOf(parts: readonly OutlinedPart[]): ScriptIndex {
  const created = new Map<string, OutlinedPart>();
  const filled = new Map<string, OutlinedPart>();
  const numbered = new Map<string, OutlinedPart>();
  for (const part of parts) {
    const create = as('CreateStmt', part.tree)?.relation?.relname;
    if (create !== undefined) created.set(create, part);
    const insert = as('InsertStmt', part.tree);
    const table = insert?.relation?.relname;
    if (!insert || table === undefined) continue;
    filled.set(table, part);
    const first = as('ResTarget', insert.cols?.[0])?.name;
    const names = insert.cols?.map((item: Node) => as('ResTarget', item)?.name);
    if (!names || first === undefined || names.some((name) => isKeyOf(name, created.get(table))))
      numbered.set(table, part);
  }
  return { created, filled, numbered, order: new Map(parts.map((part, index) => [part, index])) };
}

function isKeyOf(name: string | undefined, create: OutlinedPart | undefined): boolean {
  const elements = as('CreateStmt', create?.tree)?.tableElts ?? [];
  return elements.some((element) => {
    const column = as('ColumnDef', element);
    const isIdentity = column?.constraints?.some(
      (item) => as('Constraint', item)?.contype === 'CONSTR_IDENTITY',
    );
    return isIdentity && column?.colname === name;
  });
}

/** Whether the parent is not there yet, or rows of the table itself may come in any order. */
function isLate(table: string, parent: string, { created, filled, order }: ScriptIndex): boolean {
  const [own, other] = [created.get(table), created.get(parent)];
  if (!own || !other) return false;
  return table === parent ? filled.has(table) : (order.get(other) ?? 0) > (order.get(own) ?? 0);
}

/** The last statement that makes or fills one of the two tables. */
function lastOf(script: ScriptIndex, table: string, parent: string): OutlinedPart | undefined {
  const { created, filled, order } = script;
  const places = [created.get(parent), filled.get(table), filled.get(parent)];
  return places
    .filter((part) => part !== undefined)
    .toSorted((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0))
    .at(-1);
}

function addedKey(table: string, { columns, references }: ForeignKey): Appended {
  const message = `The foreign key of ${table} is added when the table that it refers to is there.`;
  const sql = `alter table ${quoteName(table)} add foreign key (${columns}) ${references}`;
  return { sql, code: 'sqlite-foreign-key', message };
}

function restarted(table: string, column: string): Appended {
  const name = quoteName(column);
  const sequence = `pg_get_serial_sequence('${quoteName(table).replaceAll("'", "''")}', '${column.replaceAll("'", "''")}')`;
  return {
    sql: `select setval(${sequence}, coalesce((select max(${name}) from ${quoteName(table)}), 0) + 1, false)`,
    code: 'sqlite-row-id',
    message: `The script numbers rows of ${table} itself: the counter goes on after the last one.`,
  };
}
