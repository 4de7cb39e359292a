import type { SqlProblem } from '../translate.ts';
import type { Reading } from './reading.ts';
import { SqliteSource } from './sqlite-source.ts';
import { triggerSource } from './trigger-source.ts';

/**
 * What is PostgreSQL's alone in a statement that is read as one of SQLite's own syntax. Problems of
 * what was changed for the parser are none, and what has two meanings has SQLite's.
 */
export function foreignParts(
  { mask }: Reading,
  problems: readonly SqlProblem[],
): readonly SqlProblem[] {
  if (!mask) return problems;
  const { patched, edits } = mask;
  return problems.filter(({ asWritten, span }) => {
    const [start, end] = [patched.originalOffset(span.start), patched.originalOffset(span.end)];
    const isChanged = edits.some((edit) => start <= edit.end && edit.start <= end);
    return asWritten === 'rejected' && !isChanged;
  });
}

/** The statements inside of a trigger, which the grammar does not see. */
export function bodyStatements(text: string): readonly string[] {
  return triggerSource(new SqliteSource(text))?.body ?? [];
}
