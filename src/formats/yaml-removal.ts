import type { YamlFile } from './yaml.ts';
import {
  entriesBelow,
  type YamlAlias,
  type YamlContainer,
  type YamlEntry,
  type YamlNode,
} from './yaml-tree.ts';

/** What a removal comes to once emptied parents and dangling aliases are followed. */
export interface Removal {
  /** Entries to take out, with who asked for it; none lies inside another. */
  readonly outermost: ReadonlyMap<YamlEntry, string>;
  /** Containers whose tag (`!override`) gives emptiness a meaning: they stay, empty. */
  readonly emptied: ReadonlyMap<YamlContainer, string>;
  /** Anchors that are removed while aliases of them stay: the first such alias, by its anchor. */
  readonly orphans: readonly Orphan[];
}

/** An alias that has to become its anchor's new place. */
export interface Orphan {
  readonly alias: YamlAlias;
  readonly anchored: YamlNode;
  readonly owner: string;
}

/**
 * Works out what goes when entries are removed: a container that would be empty goes with its key,
 * unless something is added to it (`kept`), and so do the aliases of a container that went empty.
 */
export function resolveRemoval(
  file: YamlFile,
  asked: ReadonlyMap<YamlEntry, string>,
  kept: ReadonlySet<YamlContainer>,
): Removal {
  const everything = file.roots.flatMap(entriesBelow);
  const removed = new Map(asked);
  const emptied = new Map<YamlContainer, string>();
  for (let queue = [...removed.keys()]; queue.length > 0; ) {
    const containers = new Set(queue.map((entry) => entry.container));
    const hollow = [...containers].flatMap((container) => {
      const owner = ownerOfAll(container, removed);
      const stays = owner === undefined || kept.has(container) || !container.holder;
      return stays ? [] : [{ container, owner }];
    });
    for (const { container, owner } of hollow) {
      if (container.tag !== undefined) emptied.set(container, owner);
    }
    const added = hollow
      .filter(({ container }) => container.tag === undefined)
      .flatMap(({ container, owner }) =>
        holdersOf(container, everything).map((entry) => ({ entry, owner })),
      )
      .filter(({ entry }) => !removed.has(entry));
    for (const { entry, owner } of added) removed.set(entry, owner);
    queue = added.map(({ entry }) => entry);
  }
  return settle(everything, removed, emptied);
}

function settle(
  everything: readonly YamlEntry[],
  removed: ReadonlyMap<YamlEntry, string>,
  emptied: Map<YamlContainer, string>,
): Removal {
  const isGone = (entry: YamlEntry) => removed.has(entry) || hasAncestorIn(entry, removed);
  const outermost = new Map([...removed].filter(([entry]) => !hasAncestorIn(entry, removed)));
  const orphans = orphansOf(everything, outermost);
  for (const container of [...emptied.keys()]) {
    if (container.holder && isGone(container.holder)) emptied.delete(container);
    else for (const entry of container.entries) outermost.delete(entry);
  }
  return { outermost, emptied, orphans };
}

function ownerOfAll(
  { entries }: YamlContainer,
  removed: ReadonlyMap<YamlEntry, string>,
): string | undefined {
  const first = entries[0];
  return entries.every((entry) => removed.has(entry)) ? first && removed.get(first) : undefined;
}

/** The entry that holds a container and those that hold an alias of it. */
function holdersOf(container: YamlContainer, everything: readonly YamlEntry[]) {
  const aliases = everything.filter(
    ({ value }) => value.kind === 'alias' && value.target === container,
  );
  return container.holder ? [container.holder, ...aliases] : aliases;
}

function hasAncestorIn(entry: YamlEntry, removed: ReadonlyMap<YamlEntry, string>): boolean {
  for (let holder = entry.container.holder; holder; holder = holder.container.holder) {
    if (removed.has(holder)) return true;
  }
  return false;
}

function orphansOf(
  everything: readonly YamlEntry[],
  outermost: ReadonlyMap<YamlEntry, string>,
): readonly Orphan[] {
  const gone = new Map<YamlNode, string>();
  const goneEntries = new Set<YamlEntry>();
  for (const [entry, owner] of outermost) {
    for (const inner of [entry, ...entriesBelow(entry.value)]) {
      goneEntries.add(inner);
      if (inner.value.anchor !== undefined) gone.set(inner.value, owner);
    }
  }
  const orphans: Orphan[] = [];
  for (const entry of everything) {
    const { value } = entry;
    if (value.kind !== 'alias' || !value.target || goneEntries.has(entry)) continue;
    const owner = gone.get(value.target);
    if (owner === undefined) continue;
    orphans.push({ alias: value, anchored: value.target, owner });
    gone.delete(value.target);
  }
  return orphans;
}
