import {
  type KnexDialect,
  keyOf,
  knexMigrationFile,
  literalOf,
  quoted,
} from '../knex/migration-file.ts';
import { indexName, isFilledFirst, type NewColumn } from './new-column.ts';

/** A Knex migration that adds a column, and takes it out again. Right on both engines. */
export function knexColumnMigration(column: NewColumn, dialect: KnexDialect): string {
  return knexMigrationFile(dialect, upSteps(column), alter(column, downSteps(column)));
}

function upSteps(column: NewColumn): readonly string[] {
  const index = column.index
    ? [`table.index([${quoted(column.name)}], ${quoted(indexName(column))});`]
    : [];
  if (!isFilledFirst(column)) return alter(column, [`${builder(column)};`, ...index]);
  const { table, name } = column;
  return [
    ...alter(column, [`${typeCall(column)}.nullable();`]),
    `  await knex(${quoted(table)}).update({ ${keyOf(name)}: knex.fn.now() });`,
    ...alter(column, [
      `${typeCall(column)}.notNullable().defaultTo(knex.fn.now()).alter();`,
      ...index,
    ]),
  ];
}

function downSteps(column: NewColumn): readonly string[] {
  const { name } = column;
  const index = column.index
    ? [`table.dropIndex([${quoted(name)}], ${quoted(indexName(column))});`]
    : [];
  return [...index, `table.dropColumn(${quoted(name)});`];
}

function alter({ table }: NewColumn, calls: readonly string[]): readonly string[] {
  return [
    `  await knex.schema.alterTable(${quoted(table)}, (table) => {`,
    ...calls.map((call) => `    ${call}`),
    '  });',
  ];
}

function builder(column: NewColumn): string {
  const { nullable, value } = column;
  const written = value === 'now' ? 'knex.fn.now()' : literalOf(value);
  const fallback = value === undefined ? '' : `.defaultTo(${written})`;
  return `${typeCall(column)}.${nullable ? 'nullable' : 'notNullable'}()${fallback}`;
}

function typeCall({ name, type }: NewColumn): string {
  return `table.${type}(${quoted(name)})`;
}
