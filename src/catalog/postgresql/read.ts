import type { Catalog, Check, Domain, Table, View } from '../model.ts';
import { type CatalogRow, flag, list, optionalText, type Query, text } from '../query.ts';
import { withReferences } from '../references.ts';
import { columnsOf } from './columns.ts';
import { checksOf, foreignKeysOf, primaryKeyOf } from './constraints.ts';
import { indexesOf } from './indexes.ts';
import { statements } from './statements.ts';

/** The rows about all relations, by kind of row and then by relation. */
export type RelationRows = Readonly<
  Record<RelationPart, ReadonlyMap<string, readonly CatalogRow[]>>
>;

type RelationPart = 'columns' | 'constraints' | 'indexes' | 'triggers';

/**
 * Reads a PostgreSQL database's catalogue: every schema of the user's, in eight statements whatever
 * its size. Throws what the server says.
 */
export async function readPostgresqlCatalog(query: Query): Promise<Catalog> {
  const [version] = await query(statements.version);
  const relations = await query(statements.relations);
  const rows: RelationRows = {
    columns: byRelation(await query(statements.columns)),
    constraints: byRelation(await query(statements.constraints)),
    indexes: byRelation(await query(statements.indexes)),
    triggers: byRelation(await query(statements.triggers)),
  };
  const isView = (row: CatalogRow) => ['v', 'm'].includes(text(row, 'kind'));
  const tables = relations.filter((row) => !isView(row)).map((row) => tableOf(row, rows));
  return {
    engine: 'postgresql',
    version: version ? (text(version, 'version').split(' ')[0] ?? '') : '',
    tables: withReferences(tables, (name) => name),
    views: relations.filter(isView).map((row) => viewOf(row, rows)),
    enums: (await query(statements.enums)).map((row) => ({
      ...nameOf(row),
      labels: list(row, 'labels'),
    })),
    domains: (await query(statements.domains)).map(domainOf),
    problems: [],
  };
}

function byRelation(rows: readonly CatalogRow[]): ReadonlyMap<string, readonly CatalogRow[]> {
  const groups = new Map<string, CatalogRow[]>();
  for (const row of rows) {
    const group = groups.get(text(row, 'relation')) ?? [];
    group.push(row);
    groups.set(text(row, 'relation'), group);
  }
  return groups;
}

function nameOf(row: CatalogRow) {
  return { schema: text(row, 'schema'), name: text(row, 'name') };
}

const kinds: Readonly<Record<string, Table['kind']>> = { p: 'partitioned', f: 'foreign' };

function tableOf(row: CatalogRow, rows: RelationRows): Table {
  const of = (part: RelationPart) => rows[part].get(text(row, 'relation')) ?? [];
  const primaryKey = primaryKeyOf(of('constraints'));
  const comment = optionalText(row, 'comment');
  const parent = { schema: text(row, 'parent_schema'), name: text(row, 'parent_name') };
  return {
    ...nameOf(row),
    kind: kinds[text(row, 'kind')] ?? 'table',
    shadowTables: [],
    ...(parent.name && { partitionOf: parent }),
    strict: true,
    withoutRowid: false,
    columns: columnsOf(of('columns'), primaryKey),
    primaryKey,
    indexes: indexesOf(of('indexes')),
    foreignKeys: foreignKeysOf(of('constraints')),
    referencedBy: [],
    checks: checksOf(of('constraints')),
    triggers: of('triggers').map((trigger) => ({
      name: text(trigger, 'name'),
      sql: text(trigger, 'sql'),
    })),
    ...(comment && { comment }),
  };
}

function viewOf(row: CatalogRow, rows: RelationRows): View {
  const of = (part: RelationPart) => rows[part].get(text(row, 'relation')) ?? [];
  return {
    ...nameOf(row),
    materialized: text(row, 'kind') === 'm',
    columns: columnsOf(of('columns'), []),
    triggers: of('triggers').map((trigger) => ({
      name: text(trigger, 'name'),
      sql: text(trigger, 'sql'),
    })),
    indexes: indexesOf(of('indexes')),
    sql: text(row, 'definition'),
  };
}

function domainOf(row: CatalogRow): Domain {
  const checks: readonly Check[] = JSON.parse(text(row, 'checks') || '[]');
  return {
    ...nameOf(row),
    type: text(row, 'type'),
    notNull: flag(row, 'not_null'),
    default: optionalText(row, 'default') ?? null,
    checks,
  };
}
