import * as vscode from 'vscode';
import type { ResultSet } from '../../data/database.ts';
import { displayText } from '../../data/display.ts';
import type {
  GridRequest,
  GridRow,
  GridSetup,
  RowsAnswer,
  ToGrid,
} from '../../data/grid/protocol.ts';
import type { Anchor } from '../../data/page.ts';
import { type Cell, isCut, type Value } from '../../data/value.ts';
import { copyCells } from '../grid/copy-cells.ts';
import type { GridBackend } from '../grid/grid-backend.ts';
import { gridTexts } from '../grid/texts.ts';

/** A result with its title. */
export interface TitledSet extends ResultSet {
  readonly label: string;
  /** Above its rows: time, number of rows, or what went wrong. */
  readonly note: string;
}

/** Shows results that are in memory. */
export class ResultGrid implements GridBackend {
  private sets: readonly TitledSet[] = [];
  private active = 0;
  private readonly listeners = new Set<(message: ToGrid) => void>();
  readonly title = vscode.l10n.t('Results');

  /** Shows other results. */
  show(sets: readonly TitledSet[]): void {
    this.sets = sets;
    this.active = Math.max(0, sets.length - 1);
    this.tellSetup();
  }

  onMessage(listener: (message: ToGrid) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  setup(): GridSetup {
    const set = this.sets[this.active];
    return {
      title: set?.label ?? this.title,
      columns: (set?.columns ?? []).map(({ name, type }) => ({
        name,
        type,
        notNull: false,
        primaryKey: false,
        generated: false,
      })),
      queryable: false,
      positionable: false,
      editable: false,
      references: [],
      query: { sort: [], filters: [], find: '' },
      texts: gridTexts(),
      ...(set && { note: set.note }),
      ...(this.sets.length > 1 && {
        tabs: { labels: this.sets.map(({ label }) => label), active: this.active },
      }),
    };
  }

  async answer(request: GridRequest): Promise<unknown> {
    const rows = this.sets[this.active]?.rows ?? [];
    switch (request.op) {
      case 'rows':
        return pageOf(rows, request.anchor, request.limit);
      case 'count':
        return { count: rows.length, exact: this.sets[this.active]?.more !== true };
      case 'cell':
        return rows[numberOf(request.place) - 1]?.[request.column] ?? null;
      case 'copy':
        return this.copy(request);
      case 'tab':
        this.active = request.index;
        return this.tellSetup();
      case 'command':
        return request.command === 'export'
          ? vscode.commands.executeCommand('engineSwitch.exportResult')
          : undefined;
      default:
        return undefined;
    }
  }

  private tellSetup(): void {
    for (const listener of this.listeners) listener({ kind: 'setup', setup: this.setup() });
  }

  private async copy(request: Extract<GridRequest, { op: 'copy' }>): Promise<boolean> {
    const { columns = [], rows: all = [] } = this.sets[this.active] ?? {};
    const rows = request.places.map((place) => (all[numberOf(place) - 1] ?? []).map(whole));
    return copyCells({ read: async () => rows, columns, table: 'result' }, request);
  }
}

/** Results are read whole; a cell that says otherwise gives what it has. */
function whole(cell: Cell): Value {
  return isCut(cell) ? ('text' in cell ? cell.text : { blob: cell.blob }) : cell;
}

/** A row's place is its number, from 1. */
function numberOf([place]: readonly Value[]): number {
  return Number(displayText(place ?? null));
}

function pageOf(rows: readonly (readonly Cell[])[], anchor: Anchor, limit: number): RowsAnswer {
  const at = 'place' in anchor ? numberOf(anchor.place) : 0;
  const starts = {
    start: 0,
    near: 0,
    end: Math.max(0, rows.length - limit),
    after: at,
    from: at - 1,
    before: Math.max(0, at - 1 - limit),
  };
  const start = starts[anchor.at];
  const end = anchor.at === 'before' ? at - 1 : start + limit;
  const page = rows
    .slice(start, end)
    .map((cells, index): GridRow => ({ cells, place: [{ integer: String(start + index + 1) }] }));
  return { rows: page, milliseconds: 0 };
}
