import type { MigrationEntry } from '../report.ts';
import { ancestorsOf } from './history.ts';

/** One line of a drawn history: a revision, or a branch with what only it has. */
export type HistoryRow =
  | { readonly kind: 'entry'; readonly entry: MigrationEntry }
  | { readonly kind: 'branch'; readonly head: string; readonly rows: readonly HistoryRow[] };

/**
 * A history drawn as a tree, the newest first: where it divides, each branch stands by itself above
 * what the branches share. Entries come parents first; those that name no parents stay as they are.
 */
export function historyRows(entries: readonly MigrationEntry[]): readonly HistoryRow[] {
  const rows: HistoryRow[] = [];
  let rest = entries;
  while (rest.length > 0) {
    const tops = headsOf(rest);
    const [only, second] = tops;
    if (only === undefined) return [...rows, ...rest.toReversed().map(rowOf)];
    if (second === undefined) {
      const top = rest.find(({ name }) => name === only);
      if (top) rows.push(rowOf(top));
      rest = rest.filter(({ name }) => name !== only);
      continue;
    }
    const branches = branchesOf(tops, rest);
    rows.push(...branches.map(({ head, own }) => branchRow(head, own)));
    const drawn = new Set(branches.flatMap(({ own }) => own));
    rest = rest.filter((entry) => !drawn.has(entry));
  }
  return rows;
}

function rowOf(entry: MigrationEntry): HistoryRow {
  return { kind: 'entry', entry };
}

function branchRow(head: string, own: readonly MigrationEntry[]): HistoryRow {
  return { kind: 'branch', head, rows: historyRows(own) };
}

/** The names that no other entry follows. */
function headsOf(entries: readonly MigrationEntry[]): readonly string[] {
  const followed = new Set(entries.flatMap(({ parents = [] }) => parents));
  return entries.map(({ name }) => name).filter((name) => !followed.has(name));
}

/** What each head has and no other one. */
function branchesOf(heads: readonly string[], entries: readonly MigrationEntry[]) {
  const revisions = entries.map(({ name, parents = [] }) => ({ id: name, down: parents }));
  const reached = heads.map((head) => ancestorsOf([head], revisions));
  return heads.map((head, index) => {
    const isOwn = ({ name }: MigrationEntry) =>
      reached.every((names, other) => names.has(name) === (other === index));
    return { head, own: entries.filter(isOwn) };
  });
}
