import type { GroupingSet, Node } from 'libpg-query';
import { as } from './tree.ts';

/** The expressions that one set groups by. */
export type Grouping = readonly Node[];

/** More than this many queries would help nobody. */
const mostSets = 32;

/**
 * The sets that a GROUP BY with ROLLUP, CUBE or GROUPING SETS stands for, in the order of the
 * standard; `undefined` for too many.
 * https://www.postgresql.org/docs/18/queries-table-expressions.html#QUERIES-GROUPING-SETS
 */
export function groupingsOf(clause: readonly Node[]): readonly Grouping[] | undefined {
  let all: readonly Grouping[] = [[]];
  for (const item of clause) {
    const own = setsOf(item);
    all = all.flatMap((before) => own.map((set) => [...before, ...set]));
    if (all.length > mostSets) return undefined;
  }
  return all;
}

function setsOf(item: Node): readonly Grouping[] {
  const set = as('GroupingSet', item);
  if (!set) return [expressionsOf(item)];
  switch (set.kind) {
    case 'GROUPING_SET_ROLLUP':
      return rollup(set);
    case 'GROUPING_SET_CUBE':
      return cube(set.content ?? []);
    case 'GROUPING_SET_SETS':
      return (set.content ?? []).flatMap(setsOf);
    default:
      return [[]];
  }
}

/** `(a, b)` groups by both. */
function expressionsOf(item: Node): Grouping {
  return as('RowExpr', item)?.args ?? [item];
}

function rollup({ content = [] }: GroupingSet): readonly Grouping[] {
  return Array.from({ length: content.length + 1 }, (_, dropped) =>
    content.slice(0, content.length - dropped).flatMap(expressionsOf),
  );
}

function cube(items: readonly Node[]): readonly Grouping[] {
  const [first, ...rest] = items;
  if (!first) return [[]];
  const others = cube(rest);
  return [...others.map((set) => [...expressionsOf(first), ...set]), ...others];
}
