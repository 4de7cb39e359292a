import type { Catalog, Column, Table } from '../catalog/model.ts';

/** A schema as text of one line a fact, for a person and for a diff of before and after. */
export function catalogText({ tables, views }: Catalog): string {
  const lines = [
    ...tables.flatMap(tableLines),
    ...views.map(({ schema, name }) => `view ${schema}.${name}`),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function tableLines({ schema, name, columns, primaryKey, indexes, ...table }: Table): string[] {
  return [
    `table ${schema}.${name}`,
    ...columns.map((column) => `  ${columnText(column)}`),
    ...(primaryKey.length > 0 ? [`  primary key (${primaryKey.join(', ')})`] : []),
    ...table.foreignKeys.map(
      ({ columns, target, targetColumns, onDelete }) =>
        `  foreign key (${columns.join(', ')}) references ${target.name} (${targetColumns.join(', ')})${onDelete === 'NO ACTION' ? '' : ` on delete ${onDelete.toLowerCase()}`}`,
    ),
    ...table.checks.map(({ expression }) => `  check (${expression})`),
    ...indexes
      .filter(({ origin }) => origin !== 'primary-key')
      .map(
        ({ name, unique, columns }) =>
          `  ${unique ? 'unique ' : ''}index ${name} (${columns.map(({ text }) => text).join(', ')})`,
      ),
    ...table.triggers.map(({ name }) => `  trigger ${name}`),
  ];
}

function columnText({ name, type, notNull, default: value }: Column): string {
  return `${name} ${type}${notNull ? ' not null' : ''}${value === null ? '' : ` default ${value}`}`;
}
