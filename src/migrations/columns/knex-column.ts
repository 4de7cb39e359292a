import { indexName, isFilledFirst, type NewColumn } from './new-column.ts';

/** How a migration file is written: with `exports`, with `export`, or with types. */
export type KnexDialect = 'commonjs' | 'module' | 'typescript';

/** A Knex migration that adds a column, and takes it out again. Right on both engines. */
export function knexColumnMigration(column: NewColumn, dialect: KnexDialect): string {
  const [up, down] = heads[dialect];
  return [
    ...(dialect === 'typescript' ? ["import type { Knex } from 'knex';", ''] : []),
    up,
    ...upSteps(column),
    ends[dialect],
    '',
    down,
    ...alter(column, downSteps(column)),
    ends[dialect],
    '',
  ].join('\n');
}

const heads: Readonly<Record<KnexDialect, readonly [string, string]>> = {
  commonjs: ['exports.up = async function (knex) {', 'exports.down = async function (knex) {'],
  module: ['export async function up(knex) {', 'export async function down(knex) {'],
  typescript: [
    'export async function up(knex: Knex): Promise<void> {',
    'export async function down(knex: Knex): Promise<void> {',
  ],
};

const ends: Readonly<Record<KnexDialect, string>> = {
  commonjs: '};',
  module: '}',
  typescript: '}',
};

function upSteps(column: NewColumn): readonly string[] {
  const index = column.index
    ? [`table.index([${quote(column.name)}], ${quote(indexName(column))});`]
    : [];
  if (!isFilledFirst(column)) return alter(column, [`${builder(column)};`, ...index]);
  const { table, name } = column;
  return [
    ...alter(column, [`${typeCall(column)}.nullable();`]),
    `  await knex(${quote(table)}).update({ ${key(name)}: knex.fn.now() });`,
    ...alter(column, [
      `${typeCall(column)}.notNullable().defaultTo(knex.fn.now()).alter();`,
      ...index,
    ]),
  ];
}

function downSteps(column: NewColumn): readonly string[] {
  const { name } = column;
  const index = column.index
    ? [`table.dropIndex([${quote(name)}], ${quote(indexName(column))});`]
    : [];
  return [...index, `table.dropColumn(${quote(name)});`];
}

function alter({ table }: NewColumn, calls: readonly string[]): readonly string[] {
  return [
    `  await knex.schema.alterTable(${quote(table)}, (table) => {`,
    ...calls.map((call) => `    ${call}`),
    '  });',
  ];
}

function builder(column: NewColumn): string {
  const { nullable, value } = column;
  const written = value === 'now' ? 'knex.fn.now()' : literal(value);
  const fallback = value === undefined ? '' : `.defaultTo(${written})`;
  return `${typeCall(column)}.${nullable ? 'nullable' : 'notNullable'}()${fallback}`;
}

function typeCall({ name, type }: NewColumn): string {
  return `table.${type}(${quote(name)})`;
}

function literal(value: NewColumn['value']): string {
  return typeof value === 'string' ? quote(value) : String(value);
}

function quote(text: string): string {
  return `'${text.replace(/\\/g, '\\\\').replaceAll("'", "\\'")}'`;
}

function key(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : quote(name);
}
