import type { Catalog, QualifiedName, Table } from '../catalog/model.ts';
import { shownName } from './shown-name.ts';

/** A table as a box; sizes in the diagram's units, which are pixels at 100 %. */
export interface DiagramBox {
  readonly id: number;
  readonly name: string;
  readonly columns: readonly {
    readonly name: string;
    readonly type: string;
    readonly mark: string;
  }[];
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A foreign key as a line from its column to the table that it means. */
export interface DiagramLine {
  readonly from: number;
  readonly to: number;
  /** The row of the source's first key column. */
  readonly row: number;
}

export interface Diagram {
  readonly boxes: readonly DiagramBox[];
  readonly lines: readonly DiagramLine[];
  readonly width: number;
  readonly height: number;
}

/** Sizes of what is drawn. */
export const diagramSizes = {
  head: 26,
  row: 18,
  gapX: 90,
  gapY: 28,
  margin: 24,
  character: 7,
} as const;

/**
 * Lays the tables out in layers: a table stands to the right of those that it refers to, so that
 * lines run from right to left; within a layer each stands near the middle of its neighbours.
 */
export function layOut({ tables }: Catalog): Diagram {
  const index = new Map(tables.map((table, at) => [keyOf(table), at]));
  const lines = tables.flatMap((table, from) => linesOf(table, from, index));
  const layers = inLayers(tables.length, lines);
  for (let round = 0; round < 4; round++) orderByNeighbours(layers, lines);
  const boxes: DiagramBox[] = [];
  let x = diagramSizes.margin;
  let height = 0;
  for (const layer of layers) {
    let y: number = diagramSizes.margin;
    let width = 0;
    for (const id of layer) {
      const table = tables[id];
      if (!table) continue;
      const box = boxOf(table, id, x, y);
      boxes.push(box);
      y += box.height + diagramSizes.gapY;
      width = Math.max(width, box.width);
    }
    height = Math.max(height, y);
    x += width + diagramSizes.gapX;
  }
  return { boxes, lines, width: x, height };
}

/** SQLite's names are equal whatever their case. */
function keyOf({ schema, name }: QualifiedName): string {
  return JSON.stringify([schema, name.toLowerCase()]);
}

function linesOf(table: Table, from: number, index: ReadonlyMap<string, number>): DiagramLine[] {
  return table.foreignKeys.flatMap(({ columns, target }) => {
    const to = index.get(keyOf(target));
    const row = table.columns.findIndex(({ name }) => name === columns[0]);
    return to === undefined ? [] : [{ from, to, row }];
  });
}

/** The longest way to a table that refers to none; circles are cut where they close. */
function inLayers(count: number, lines: readonly DiagramLine[]): number[][] {
  const depths = new Array<number>(count).fill(-1);
  const open = new Set<number>();
  const depthOf = (id: number): number => {
    const known = depths[id] ?? 0;
    if (known >= 0 || open.has(id)) return Math.max(known, 0);
    open.add(id);
    const below = lines.filter(({ from, to }) => from === id && to !== id);
    const depth = Math.max(0, ...below.map(({ to }) => depthOf(to) + 1));
    open.delete(id);
    depths[id] = depth;
    return depth;
  };
  const layers: number[][] = [];
  for (let id = 0; id < count; id++) {
    const depth = depthOf(id);
    while (layers.length <= depth) layers.push([]);
    layers[depth]?.push(id);
  }
  return layers.flatMap(brokenUp);
}

/** A layer of many tables becomes several columns, so that the picture is no ribbon. */
function brokenUp(layer: readonly number[]): number[][] {
  const most = 12;
  const parts = Math.ceil(layer.length / most);
  return Array.from({ length: parts }, (_, at) => layer.slice(at * most, (at + 1) * most));
}

function orderByNeighbours(layers: number[][], lines: readonly DiagramLine[]): void {
  const places = new Map(layers.flatMap((layer) => layer.map((id, at) => [id, at / layer.length])));
  for (const layer of layers) {
    const middle = new Map(layer.map((id) => [id, middleOf(id, lines, places)]));
    layer.sort((a, b) => (middle.get(a) ?? 0) - (middle.get(b) ?? 0));
  }
}

function middleOf(
  id: number,
  lines: readonly DiagramLine[],
  places: ReadonlyMap<number, number>,
): number {
  const neighbours = lines.flatMap(({ from, to }) =>
    from === id ? [to] : to === id ? [from] : [],
  );
  if (neighbours.length === 0) return places.get(id) ?? 0;
  const sum = neighbours.reduce((total, other) => total + (places.get(other) ?? 0), 0);
  return sum / neighbours.length;
}

function boxOf(table: Table, id: number, x: number, y: number): DiagramBox {
  const shown = table.columns.filter(({ hidden }) => !hidden);
  const columns = shown.map(({ name, type, primaryKey }) => {
    const isForeign = table.foreignKeys.some((key) => key.columns.includes(name));
    return { name, type, mark: primaryKey ? '◆' : isForeign ? '↗' : '' };
  });
  const longest = Math.max(
    shownName(table).length + 4,
    ...columns.map(({ name, type }) => name.length + type.length + 5),
  );
  const { head, row, character } = diagramSizes;
  const width = Math.min(360, longest * character + 20);
  return {
    id,
    name: shownName(table),
    columns,
    x,
    y,
    width,
    height: head + columns.length * row + 6,
  };
}
