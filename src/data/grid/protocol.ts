import type { Filter } from '../filter.ts';
import type { Anchor, PageQuery } from '../page.ts';
import type { Cell, Value } from '../value.ts';

/** A column as a grid shows it. */
export interface GridColumn {
  readonly name: string;
  readonly type: string;
  readonly notNull: boolean;
  readonly primaryKey: boolean;
  /** It has no value of its own to edit. */
  readonly generated: boolean;
  /** The table that its values refer to. */
  readonly refersTo?: string;
}

/** What a grid is told once, and again when its table has changed its shape. */
export interface GridSetup {
  readonly title: string;
  readonly columns: readonly GridColumn[];
  /** Rows can be searched, filtered and sorted by the database. */
  readonly queryable: boolean;
  /** A place in the middle can be reckoned. */
  readonly positionable: boolean;
  readonly editable: boolean;
  /** Tables whose rows refer to this one's. */
  readonly references: readonly string[];
  /** What to show first; what the grid remembers wins where this is absent. */
  readonly query?: PageQuery;
  readonly texts: GridTexts;
  /** Several results, of which one is shown. */
  readonly tabs?: { readonly labels: readonly string[]; readonly active: number };
  /** Said above the grid, such as why nothing can be edited. */
  readonly note?: string;
}

/** A row with its place: what finds it and its neighbours again. */
export interface GridRow {
  readonly cells: readonly Cell[];
  readonly place: readonly Value[];
  /** What is going to happen to it when the changes are saved. */
  readonly state?: 'changed' | 'new' | 'deleted';
  /** Columns, by number, with a value that is not saved. */
  readonly changed?: readonly number[];
}

/** The chosen cells, or all columns of their rows. */
export type CopiedPart = 'selection' | 'rows';

export type CopyFormat = 'csv' | 'json' | 'sql' | 'markdown' | 'text';

/** What a grid asks. Each is answered once, by its id. */
export type GridRequest =
  | {
      readonly op: 'rows';
      readonly query: PageQuery;
      readonly anchor: Anchor;
      readonly limit: number;
    }
  | { readonly op: 'count'; readonly query: PageQuery; readonly exact: boolean }
  | { readonly op: 'facet'; readonly query: PageQuery; readonly column: string }
  /** Columns that are worth a list of their values. */
  | { readonly op: 'facets' }
  | { readonly op: 'cell'; readonly place: readonly Value[]; readonly column: number }
  | {
      readonly op: 'copy';
      /** `ask` leaves it, and what is copied, to the user. */
      readonly format: CopyFormat | 'ask';
      readonly what: CopiedPart;
      readonly places: readonly (readonly Value[])[];
      readonly columns: readonly number[];
    }
  | { readonly op: 'label'; readonly place: readonly Value[]; readonly column: number }
  | { readonly op: 'follow'; readonly place: readonly Value[]; readonly column: number }
  | { readonly op: 'references'; readonly place: readonly Value[] }
  | {
      readonly op: 'edit';
      readonly place: readonly Value[];
      readonly column: number;
      readonly text: string;
    }
  | { readonly op: 'tab'; readonly index: number }
  | { readonly op: 'add-row' }
  | { readonly op: 'delete-rows'; readonly places: readonly (readonly Value[])[] }
  | {
      readonly op: 'command';
      readonly command: 'export' | 'edit-data' | 'show-sql' | 'back' | 'forward' | 'stop';
    };

export interface RowsAnswer {
  readonly rows: readonly GridRow[];
  readonly milliseconds: number;
}

export interface CountAnswer {
  readonly count: number;
  readonly exact: boolean;
}

export interface FacetAnswer {
  readonly values: readonly { readonly cell: Cell; readonly count: number }[];
  /** There are more values, or not all rows were looked at. */
  readonly more: boolean;
}

/** A column with few different values, by its number. */
export interface FacetColumn {
  readonly column: number;
  readonly values: number;
}

export type ToHost =
  | { readonly kind: 'ready' }
  | { readonly kind: 'request'; readonly id: number; readonly request: GridRequest }
  | { readonly kind: 'cancel'; readonly id: number };

export type ToGrid =
  | { readonly kind: 'setup'; readonly setup: GridSetup }
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly message: string }
  /** The rows have changed: those that are shown are fetched again. */
  | { readonly kind: 'changed' }
  | { readonly kind: 'show'; readonly query: PageQuery }
  /** Does to the chosen cells what a command of the editor asks for. */
  | { readonly kind: 'act'; readonly action: GridAction }
  | { readonly kind: 'editing'; readonly on: boolean; readonly pending: number };

/** What a menu or a command can do to the chosen cells. */
export type GridAction =
  | { readonly kind: 'copy'; readonly format: CopyFormat | 'ask'; readonly what: CopiedPart }
  | { readonly kind: 'follow' | 'references' | 'open' | 'filter' };

/** What a grid remembers over a reload of the window. */
export interface GridState {
  readonly query: PageQuery;
  readonly place?: readonly Value[];
  readonly widths: Readonly<Record<string, number>>;
  readonly rawDates: boolean;
}

export const emptyQuery: PageQuery = { sort: [], filters: [], find: '' };

/** A filter as a few words. */
export function filterLabel(
  { column, operator, value }: Filter,
  show: (value: Value) => string,
): string {
  const signs = { equals: '=', differs: '≠', contains: '∋', less: '<', greater: '>' } as const;
  if (operator === 'is-null') return `${column} = NULL`;
  if (operator === 'is-not-null') return `${column} ≠ NULL`;
  return `${column} ${signs[operator]} ${value === null ? 'NULL' : show(value)}`;
}

/** The words of a grid in the user's language; `{0}` stands for a value. */
export interface GridTexts {
  readonly find: string;
  readonly grid: string;
  readonly row: string;
  readonly rows: string;
  readonly rowsAtLeast: string;
  readonly countAll: string;
  readonly sortedUp: string;
  readonly sortedDown: string;
  readonly noRows: string;
  readonly loading: string;
  readonly filter: string;
  readonly filterColumn: string;
  readonly removeFilter: string;
  readonly apply: string;
  readonly close: string;
  readonly more: string;
  readonly copy: string;
  readonly copied: string;
  readonly exportRows: string;
  readonly editData: string;
  readonly stopEditing: string;
  readonly addRow: string;
  readonly deleteRows: string;
  readonly showSql: string;
  readonly pending: string;
  readonly first: string;
  readonly last: string;
  readonly position: string;
  readonly back: string;
  readonly forward: string;
  readonly rawDates: string;
  readonly follow: string;
  readonly referTo: string;
  readonly referring: string;
  readonly facets: string;
  readonly copyAs: string;
  readonly value: string;
  readonly wholeValue: string;
  readonly oddType: string;
  readonly empty: string;
}
