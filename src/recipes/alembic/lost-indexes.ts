import { oncePer } from '../../core/once-per.ts';
import { childrenOf, nodesOf, type PythonModule, textOf } from '../../formats/python/module.ts';
import { stringLiteral } from '../../formats/python/string-literal.ts';
import type { Project } from '../project.ts';
import type { PythonFile } from '../python-files.ts';
import { type HistoryFacts, historyFacts } from './history-facts.ts';
import { type IndexEvent, indexEventsOf } from './index-events.ts';
import { type Revision, revisionsOf } from './revisions.ts';

/** An index on an expression that a batch behind it does not bring along. */
export interface LostIndex {
  /** Where the index is made. */
  readonly file: PythonFile;
  readonly made: IndexEvent;
  /** The revision whose batch copies the table. */
  readonly copiedIn: string;
}

interface Placed extends IndexEvent {
  readonly revision: Revision;
}

/**
 * The indexes of a project's histories that plain Alembic loses on SQLite: a batch copies the table
 * with what SQLAlchemy reflects, and that are no indexes on expressions.
 * @see https://docs.sqlalchemy.org/en/20/dialects/sqlite.html#reflecting-internal-schema-tables
 */
export function lostIndexes(project: Project, dialect: string): readonly LostIndex[] {
  const known = byDialect(project).get(dialect);
  if (known) return known;
  const found = findLost(revisionsOf(project), historyFacts(project, dialect));
  byDialect(project).set(dialect, found);
  return found;
}

const byDialect = oncePer((_: Project) => new Map<string, readonly LostIndex[]>());

function findLost(revisions: readonly Revision[], facts: HistoryFacts): readonly LostIndex[] {
  const events = revisions.flatMap((revision) =>
    indexEventsOf(revision.file.module, facts).map((event): Placed => ({ ...event, revision })),
  );
  const isBefore = orderOf(revisions);
  return events.flatMap((made): readonly LostIndex[] => {
    if (made.kind !== 'create' || facts.leftOut.has(made.index)) return [];
    const ofIndex = events.filter(({ index }) => index === made.index);
    const copied = events.find(
      (each) =>
        each.kind === 'rebuild' &&
        each.table === made.table &&
        isBefore(made, each) &&
        !ofIndex.some(
          (other) => other.kind === 'drop' && isBefore(made, other) && isBefore(other, each),
        ) &&
        !ofIndex.some((other) => other.kind === 'create' && isBefore(each, other)),
    );
    const { file } = made.revision;
    return copied ? [{ file, made, copiedIn: copied.revision.file.path }] : [];
  });
}

/** In a batch the table is copied without what it drops, and has what it makes. */
const ranks: Readonly<Record<IndexEvent['kind'], number>> = { drop: 0, rebuild: 1, create: 2 };

function orderOf(revisions: readonly Revision[]) {
  const above = new Map(revisions.map(({ id, file }) => [id, parentsOf(file.module)]));
  const descends = (id: string, from: string, seen: Set<string>): boolean => {
    if (seen.has(id)) return false;
    seen.add(id);
    const parents = above.get(id) ?? [];
    return parents.includes(from) || parents.some((parent) => descends(parent, from, seen));
  };
  return (first: Placed, second: Placed): boolean => {
    if (first.revision !== second.revision) {
      return descends(second.revision.id, first.revision.id, new Set());
    }
    const isEarlier = first.at < second.at;
    return isEarlier || (first.at === second.at && ranks[first.kind] < ranks[second.kind]);
  };
}

/** The revisions that `down_revision` names; several behind a merge. */
function parentsOf(module: PythonModule): readonly string[] {
  const statement = childrenOf(module.root).find(
    ({ name, firstChild }) =>
      name === 'AssignStatement' && firstChild && textOf(module, firstChild) === 'down_revision',
  );
  const value = statement?.lastChild;
  if (!value) return [];
  const strings = value.name === 'String' ? [value] : nodesOf(value, 'String');
  return strings.flatMap((node) => stringLiteral(module, node)?.value ?? []);
}
