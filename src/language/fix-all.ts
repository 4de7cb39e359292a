import type { TextEdit } from '../core/edit.ts';
import type { SqlProblem } from '../sql/translate.ts';
import {
  type PlacedDiagnostic,
  placedDiagnostics,
  placedEdits,
  type SqlDiagnostic,
} from './check-document.ts';
import { type ExaminedPassage, examine, type SqlChecker } from './examine.ts';
import type { SqlDocument } from './sql-document.ts';

/**
 * The edits that put a whole document right, or all that is wanted of it. Text is translated once:
 * what has become SQL of the target is not taken for SQL of the source again.
 */
export function fixAll(
  document: SqlDocument,
  checker: SqlChecker,
  isWanted: (found: SqlDiagnostic) => boolean,
): readonly TextEdit[] {
  const passages = examine(document, checker);
  const shown = placedDiagnostics(document, passages, checker);
  const wanted = shown.filter(({ diagnostic }) => isWanted(diagnostic));
  const comments = wanted.filter(({ passage }) => !passage);
  return disjoint([
    ...passages.flatMap((passage) => fixesIn(passage, wanted)),
    ...comments.map(({ diagnostic }) => diagnostic.fix ?? []),
  ]);
}

/** Groups of edits, each of which is made as a whole or not at all. */
function fixesIn(
  passage: ExaminedPassage,
  wanted: readonly PlacedDiagnostic[],
): readonly (readonly TextEdit[])[] {
  const own = wanted.filter((one) => one.passage === passage);
  const problems = new Set(own.map(({ problem }) => problem));
  const { sql, analysis } = passage;
  const isWhole = (of: readonly SqlProblem[]) => of.every((problem) => problems.has(problem));
  const whole = isWhole(analysis.problems) && placedEdits(analysis.edits, sql);
  if (whole) return [whole];
  return analysis.parts.flatMap((part) => {
    const isComposed = isWhole(part.problems) && part.problems.every(({ fix }) => fix);
    const composed = isComposed && placedEdits(part.edits, sql);
    if (composed) return [composed];
    const all = new Set(part.problems);
    return own
      .filter(({ problem }) => problem && all.has(problem))
      .map(({ diagnostic }) => diagnostic.fix ?? []);
  });
}

/** Of two fixes that touch the same text the first is made. */
function disjoint(fixes: readonly (readonly TextEdit[])[]): readonly TextEdit[] {
  const taken: TextEdit[] = [];
  for (const fix of fixes) {
    const places = fix.map((edit) => placeOf(edit, taken));
    if (places.some((place) => place === undefined)) continue;
    for (const edit of fix) taken.splice(placeOf(edit, taken) ?? taken.length, 0, edit);
  }
  return taken;
}

/** Where an edit goes among others in order; `undefined` where it touches one of them. */
function placeOf(edit: TextEdit, sorted: readonly TextEdit[]): number | undefined {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.end ?? 0) < edit.start) low = middle + 1;
    else high = middle;
  }
  const next = sorted[low];
  return next && next.start <= edit.end ? undefined : low;
}
