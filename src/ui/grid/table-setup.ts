import type { GridColumn, GridSetup } from '../../data/grid/protocol.ts';
import type { RowSource } from '../../data/source.ts';
import { gridTexts } from './texts.ts';

type SetupOptions = Pick<GridSetup, 'editable' | 'query'>;

/** What a grid is told of a table or view. */
export function tableSetup(source: RowSource, options: SetupOptions): GridSetup {
  return {
    ...options,
    title: source.name,
    columns: source.columns.map((column): GridColumn => {
      const target = source.foreignKeys.find(({ columns }) => columns.includes(column.name));
      return {
        name: column.name,
        type: column.type,
        notNull: column.notNull,
        primaryKey: column.primaryKey,
        generated: column.generated !== undefined,
        ...(target && { refersTo: target.target.name }),
      };
    }),
    queryable: true,
    positionable: source.integerKey,
    references: source.referencedBy.map((reference) => reference.source.name),
    texts: gridTexts(),
  };
}
