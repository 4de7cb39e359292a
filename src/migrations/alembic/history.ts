import type { AlembicRevision } from './revision.ts';

/** The revisions of an environment as a tree. */
export interface AlembicHistory {
  /** Parents before their children; revisions of one age in path order. */
  readonly revisions: readonly AlembicRevision[];
  /** Revisions without a child; more than one has to be merged before an upgrade. */
  readonly heads: readonly string[];
  /** Parents that no file has: the history is broken there. */
  readonly missing: readonly string[];
  /** Identifiers that more than one file has. */
  readonly duplicates: readonly string[];
}

/** Puts revisions into order; a circle's members stand at the end. */
export function alembicHistory(files: readonly AlembicRevision[]): AlembicHistory {
  const known = new Map<string, AlembicRevision>();
  const duplicates = new Set<string>();
  for (const file of files.toSorted((a, b) => (a.path < b.path ? -1 : 1))) {
    if (known.has(file.id)) duplicates.add(file.id);
    else known.set(file.id, file);
  }
  const all = [...known.values()];
  const parents = new Set(all.flatMap(({ down }) => down));
  const referred = all.flatMap(({ down, dependsOn }) => [...down, ...dependsOn]);
  return {
    revisions: ordered(all),
    heads: all.map(({ id }) => id).filter((id) => !parents.has(id)),
    missing: [...new Set(referred.filter((id) => !known.has(id) && !isLabel(id, all)))],
    duplicates: [...duplicates],
  };
}

/** The identifiers that come before these, and these themselves. */
export function ancestorsOf(
  ids: readonly string[],
  revisions: readonly Pick<AlembicRevision, 'id' | 'down'>[],
): ReadonlySet<string> {
  const known = new Map(revisions.map((revision) => [revision.id, revision]));
  const found = new Set<string>();
  const waiting = [...ids];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    waiting.push(...(known.get(id)?.down ?? []));
  }
  return found;
}

function ordered(revisions: readonly AlembicRevision[]): readonly AlembicRevision[] {
  const known = new Set(revisions.map(({ id }) => id));
  const done = new Set<string>();
  const result: AlembicRevision[] = [];
  let waiting = revisions;
  while (waiting.length > 0) {
    const ready = waiting.filter(({ down, dependsOn }) =>
      [...down, ...dependsOn].every((id) => done.has(id) || !known.has(id)),
    );
    const next = ready.length > 0 ? ready : waiting;
    for (const revision of next) done.add(revision.id);
    result.push(...next);
    waiting = waiting.filter(({ id }) => !done.has(id));
  }
  return result;
}

/** `depends_on` may name a branch by its label. */
function isLabel(id: string, revisions: readonly AlembicRevision[]): boolean {
  return revisions.some(({ labels }) => labels.includes(id));
}
