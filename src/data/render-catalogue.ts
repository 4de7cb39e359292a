import type { Catalog, Column, Index, Table } from '../catalog/model.ts';

/** The catalogue as `engine-switch schema --json` prints it. */
export function catalogueJson({ tables, ...rest }: Catalog) {
  return { ...rest, tables: tables.map(({ sql: _, ...table }) => table) };
}

/** The catalogue as text: a block for each table. */
export function renderCatalogue(catalog: Catalog): string {
  const blocks = [
    ...catalog.tables.map(renderTable),
    ...catalog.views.map(({ name, columns }) =>
      [`view ${name}`, ...columns.map(renderColumn)].join('\n'),
    ),
    ...catalog.enums.map(({ name, labels }) => `enum ${name}\n  ${labels.join(', ')}`),
    ...catalog.domains.map(({ name, type }) => `domain ${name}\n  ${type}`),
    ...catalog.problems.map(({ name, message }) => `not readable: ${name}\n  ${message}`),
  ];
  return blocks.length === 0 ? 'The database is empty.\n' : `${blocks.join('\n\n')}\n`;
}

function renderTable(table: Table): string {
  const { name, columns, primaryKey, indexes, foreignKeys, checks, triggers } = table;
  const lines = [
    ...columns.map(renderColumn),
    ...(primaryKey.length > 1 ? [`  primary key (${primaryKey.join(', ')})`] : []),
    ...foreignKeys.map(
      (key) =>
        `  foreign key (${key.columns.join(', ')}) -> ${key.target.name} (${key.targetColumns.join(', ')})`,
    ),
    ...indexes.filter(({ origin }) => origin !== 'primary-key').map(renderIndex),
    ...checks.map(({ expression }) => `  check (${expression})`),
    ...triggers.map((trigger) => `  trigger ${trigger.name}`),
  ];
  return [`${table.kind === 'table' ? 'table' : `${table.kind} table`} ${name}`, ...lines].join(
    '\n',
  );
}

function renderColumn(column: Column): string {
  const facts = [
    column.name,
    column.type,
    column.primaryKey ? 'primary key' : '',
    column.notNull ? 'not null' : '',
    column.default === null ? '' : `default ${column.default}`,
    column.generated ? `generated as (${column.generated.expression})` : '',
  ];
  return `  ${facts.filter(Boolean).join(' ')}`;
}

function renderIndex({ name, unique, columns, where }: Index): string {
  const terms = columns.map(({ text, descending }) => (descending ? `${text} desc` : text));
  const condition = where ? ` where ${where}` : '';
  return `  ${unique ? 'unique ' : ''}index ${name} (${terms.join(', ')})${condition}`;
}
