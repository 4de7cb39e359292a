import type { Catalog, CatalogProblem, Table, View } from '../model.ts';
import { type CatalogRow, integer, type Query, text } from '../query.ts';
import { withReferences } from '../references.ts';
import { readColumns } from './columns.ts';
import { type CreateTable, parseCreateTable } from './create-table.ts';
import { readForeignKeys } from './foreign-keys.ts';
import { readIndexes } from './indexes.ts';
import { foldName, type SchemaObject, type SchemaPart } from './schema-part.ts';

/**
 * Reads a SQLite database's catalogue: names are bound, never put into SQL, so a schema with SQL in
 * its names stays text. An object that cannot be read becomes a problem and is listed without
 * columns. Throws only where the database itself cannot be read.
 */
export async function readSqliteCatalog(query: Query): Promise<Catalog> {
  const [version] = await query('SELECT sqlite_version() AS version');
  const problems: CatalogProblem[] = [];
  const tables: Table[] = [];
  const views: View[] = [];
  for (const schema of await schemaNames(query)) {
    const part = await readPart(query, schema, problems);
    for (const object of part.objects.filter(({ type }) => type === 'table')) {
      if (!part.shadowOwners.has(object.name)) tables.push(await readTable(part, object));
    }
    for (const object of part.objects.filter(({ type }) => type === 'view')) {
      views.push(await readView(part, object));
    }
  }
  return {
    engine: 'sqlite',
    version: version ? text(version, 'version') : '',
    tables: withReferences(tables, foldName),
    views,
    enums: [],
    domains: [],
    problems,
  };
}

async function schemaNames(query: Query): Promise<readonly string[]> {
  const rows = await query('SELECT name FROM pragma_database_list ORDER BY seq');
  return rows.map((row) => text(row, 'name')).filter((name) => name !== 'temp');
}

async function readPart(
  query: Query,
  schema: string,
  problems: CatalogProblem[],
): Promise<SchemaPart> {
  // A schema name cannot be bound in FROM; pragma_database_list gave it, quoting makes it safe.
  const quoted = `"${schema.replaceAll('"', '""')}"`;
  const objects = (
    await query(`SELECT type, name, tbl_name, sql FROM ${quoted}.sqlite_schema`)
  ).map(schemaObject);
  const kinds = await query(
    'SELECT name, type, wr, strict FROM pragma_table_list WHERE schema = ?1',
    [schema],
  );
  const kindOf = new Map(kinds.map((row) => [text(row, 'name'), row]));
  return {
    query,
    schema,
    objects: objects.filter(({ name }) => !name.startsWith('sqlite_')),
    kindOf,
    shadowOwners: shadowOwners(kinds),
    problems,
  };
}

function schemaObject(row: CatalogRow): SchemaObject {
  return {
    type: text(row, 'type'),
    name: text(row, 'name'),
    table: text(row, 'tbl_name'),
    sql: text(row, 'sql'),
  };
}

/** Shadow tables by name, each with its virtual table: the one with the longest fitting name. */
function shadowOwners(kinds: readonly CatalogRow[]): ReadonlyMap<string, string> {
  const names = (type: string) =>
    kinds.filter((row) => text(row, 'type') === type).map((row) => text(row, 'name'));
  const virtual = names('virtual').sort((a, b) => b.length - a.length);
  return new Map(
    names('shadow').flatMap((shadow): [string, string][] => {
      const owner = virtual.find((name) => foldName(shadow).startsWith(`${foldName(name)}_`));
      return owner === undefined ? [] : [[shadow, owner]];
    }),
  );
}

async function readTable(part: SchemaPart, { name, sql }: SchemaObject): Promise<Table> {
  const create = parseCreateTable(sql);
  const kind = part.kindOf.get(name);
  const virtual = kind !== undefined && text(kind, 'type') === 'virtual';
  const module = virtual && /\bUSING\s+([\w$]+)/i.exec(sql)?.[1];
  const columns = await readColumns(part, name, virtual ? emptyCreate : create);
  return {
    schema: part.schema,
    name,
    kind: virtual ? 'virtual' : 'table',
    ...(module && { module: module.toLowerCase() }),
    shadowTables: [...part.shadowOwners].flatMap(([shadow, owner]) =>
      owner === name ? shadow : [],
    ),
    strict: kind !== undefined && integer(kind, 'strict') === 1,
    withoutRowid: kind !== undefined && integer(kind, 'wr') === 1,
    ...columns,
    indexes: await readIndexes(part, name),
    foreignKeys: virtual ? [] : await readForeignKeys(part, name, create),
    referencedBy: [],
    checks: virtual ? [] : create.checks,
    triggers: triggersOf(part, name),
    sql,
  };
}

const emptyCreate: CreateTable = { columns: [], checks: [], foreignKeys: [], autoincrement: false };

async function readView(part: SchemaPart, { name, sql }: SchemaObject): Promise<View> {
  const { columns } = await readColumns(part, name, emptyCreate);
  return {
    schema: part.schema,
    name,
    materialized: false,
    columns,
    triggers: triggersOf(part, name),
    indexes: [],
    sql,
  };
}

function triggersOf({ objects }: SchemaPart, table: string) {
  return objects
    .filter((object) => object.type === 'trigger' && foldName(object.table) === foldName(table))
    .map(({ name, sql }) => ({ name, sql }));
}
