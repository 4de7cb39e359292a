import type { Catalog, QualifiedName, Table } from '../catalog/model.ts';
import { shownName } from './shown-name.ts';

/** The schema as an entity-relationship diagram in Mermaid's text. https://mermaid.js.org/syntax/entityRelationshipDiagram.html */
export function mermaidText({ tables }: Catalog): string {
  const relations = tables.flatMap((table) =>
    table.foreignKeys.map(({ columns, target }) => {
      const optional = columns.some((name) => !isRequired(table, name));
      const label = columns.join(', ').replaceAll('"', "'");
      return `  ${entity(target)} ${optional ? '|o' : '||'}--o{ ${entity(table)} : "${label}"`;
    }),
  );
  return ['erDiagram', ...tables.map(entityText), ...relations, ''].join('\n');
}

function entityText(table: Table): string {
  const { columns, foreignKeys } = table;
  const lines = columns.map((column) => {
    const isForeign = foreignKeys.some((key) => key.columns.includes(column.name));
    const keys = [column.primaryKey ? 'PK' : '', isForeign ? 'FK' : ''].filter(Boolean).join(', ');
    return `    ${word(column.type) || 'any'} ${word(column.name) || '_'}${keys ? ` ${keys}` : ''}`;
  });
  return [`  ${entity(table)} {`, ...lines, '  }'].join('\n');
}

function isRequired({ columns }: Table, name: string): boolean {
  return columns.some((column) => column.name === name && column.notNull);
}

function entity(table: QualifiedName): string {
  return `"${shownName(table).replaceAll('"', "'")}"`;
}

/** Attributes are words; what is none of one becomes an underscore. */
function word(text: string): string {
  return text.replace(/[^\p{L}\p{N}_()[\],*-]+/gu, '_').replace(/,/g, '-');
}
