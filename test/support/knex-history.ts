import type { Catalog, Table } from '../../src/catalog/model.ts';
import { random } from './random.ts';

/** A knexfile with an environment for each engine; the server's URL is PG_URL. */
export const bothEngines = `module.exports = {
  sqlite: { client: 'better-sqlite3', connection: { filename: './app.db' }, useNullAsDefault: true },
  postgres: { client: 'pg', connection: process.env.PG_URL },
};
`;

/** A history that makes, alters and drops tables, by chance but the same for the same seed. */
export function generatedHistory(seed: number, length: number): Record<string, string> {
  const next = random(seed);
  const pick = <T>(values: readonly T[]) => values[Math.floor(next() * values.length)] as T;
  const tables = new Map<string, string[]>();
  const files: Record<string, string> = {};
  for (let index = 0; index < length; index++) {
    const [up, down] = tables.size < 3 || next() < 0.15 ? create(index) : change(index);
    const number = String(index).padStart(4, '0');
    files[`migrations/${number}_step.js`] =
      `exports.up = (knex) => ${up};\nexports.down = (knex) => ${down};\n`;
  }
  return files;

  function create(index: number): [string, string] {
    const name = `t${index}`;
    const parent = tables.size > 0 ? pick([...tables.keys()]) : undefined;
    const link = parent
      ? `t.integer('parent_id').references('id').inTable('${parent}').onDelete('CASCADE');`
      : '';
    tables.set(name, []);
    return [
      `knex.schema.createTable('${name}', (t) => { t.increments(); ${link} })`,
      `knex.schema.dropTable('${name}')`,
    ];
  }

  function change(index: number): [string, string] {
    const name = pick([...tables.keys()]);
    const columns = tables.get(name) ?? [];
    const alter = (code: string) => `knex.schema.alterTable('${name}', (t) => { ${code} })`;
    const column = `c${index}`;
    if (columns.length === 0 || next() < 0.6) {
      columns.push(column);
      const type = pick([
        "string('?', 40)",
        "integer('?')",
        "text('?')",
        "boolean('?')",
        "decimal('?', 8, 2)",
      ]);
      return [
        alter(`t.${type.replace('?', column)}${next() < 0.3 ? '.index()' : ''};`),
        alter(`t.dropColumn('${column}');`),
      ];
    }
    const old = pick(columns);
    if (next() < 0.5) {
      columns.splice(columns.indexOf(old), 1, column);
      return [
        alter(`t.renameColumn('${old}', '${column}');`),
        alter(`t.renameColumn('${column}', '${old}');`),
      ];
    }
    return [
      alter(`t.unique(['${old}'], { indexName: 'u${index}' });`),
      alter(`t.dropUnique(['${old}'], 'u${index}');`),
    ];
  }
}

/** What both engines have to agree on, types by their meaning. */
export function shapeOf({ tables }: Catalog) {
  return tables
    .map((table) => ({
      name: table.name,
      columns: table.columns.map(({ name, type, notNull }) => [name, meaning(type), notNull]),
      primaryKey: table.primaryKey,
      indexes: indexesOf(table),
      foreignKeys: table.foreignKeys
        .map(({ columns, target, targetColumns, onDelete }) =>
          JSON.stringify([columns, target.name, targetColumns, onDelete]),
        )
        .sort(),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function indexesOf({ indexes }: Table) {
  return indexes
    .filter(({ origin }) => origin !== 'primary-key')
    .map(({ name, unique, columns }) =>
      JSON.stringify([name, unique, columns.map(({ text }) => text)]),
    )
    .sort();
}

function meaning(type: string): string {
  const name = type.toLowerCase();
  if (/^(integer|int)/.test(name)) return 'integer';
  if (/char/.test(name)) return name.replace('character varying', 'varchar');
  if (/^(timestamp|datetime)/.test(name)) return 'time';
  if (/^(numeric|decimal|float)/.test(name)) return 'number';
  return name;
}
