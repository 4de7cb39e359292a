import type { Column, ForeignKey, Reference, Table, View } from '../catalog/model.ts';
import type { EngineId } from '../core/goal.ts';
import { quoteName } from '../sql/sqlite-tokens.ts';

/** A table or view whose rows can be paged through. */
export interface RowSource {
  readonly engine: EngineId;
  readonly schema: string;
  readonly name: string;
  /** Those that are shown: hidden columns of virtual tables are not. */
  readonly columns: readonly Column[];
  /** SQL terms that are different for each row and order them; empty where there are none. */
  readonly key: readonly string[];
  /** The key is one integer: a place in the middle can be found by reckoning. */
  readonly integerKey: boolean;
  readonly foreignKeys: readonly ForeignKey[];
  readonly referencedBy: readonly Reference[];
  readonly writable: boolean;
}

const rowidNames = ['rowid', '_rowid_', 'oid'];

/** How the rows of a table are told apart. */
export function tableSource(engine: EngineId, table: Table): RowSource {
  const rowid = engine === 'sqlite' && !table.withoutRowid ? rowidOf(table) : undefined;
  const key = rowid ? [rowid] : table.primaryKey.map(quoteName);
  return {
    engine,
    schema: table.schema,
    name: table.name,
    columns: table.columns.filter(({ hidden }) => !hidden),
    key,
    integerKey: rowid !== undefined || hasIntegerKey(table),
    foreignKeys: table.foreignKeys,
    referencedBy: table.referencedBy,
    writable: engine === 'sqlite' && table.kind === 'table' && key.length > 0,
  };
}

/** A view has no key: its pages are found by counting. */
export function viewSource(engine: EngineId, { schema, name, columns }: View): RowSource {
  const none = { key: [], integerKey: false, foreignKeys: [], referencedBy: [], writable: false };
  return { engine, schema, name, columns, ...none };
}

/** A table may have columns of all three names: then its rowid can only be said by its key. */
function rowidOf({ columns }: Table): string | undefined {
  const own = columns.find(({ identity }) => identity === 'rowid' || identity === 'autoincrement');
  if (own) return quoteName(own.name);
  const taken = columns.map(({ name }) => name.toLowerCase());
  return rowidNames.find((name) => !taken.includes(name));
}

function hasIntegerKey({ primaryKey, columns }: Table): boolean {
  const key = columns.find(({ name }) => name === primaryKey[0]);
  return primaryKey.length === 1 && /^(bigint|integer|smallint)$/.test(key?.type ?? '');
}

/** The source as it stands after FROM. */
export function fromName({ schema, name }: Pick<RowSource, 'schema' | 'name'>): string {
  return `${quoteName(schema)}.${quoteName(name)}`;
}
