import { describeLoss, type GuardReport } from './report.ts';

/** One thing that the guard has to say: a word that tells its kind, and what it is about. */
export interface GuardLine {
  readonly word: 'put back' | 'followed' | 'removed' | 'warning';
  readonly text: string;
}

/** What a person has to know of a guarded run; the place of its backup apart. */
export function guardLines(guard: GuardReport): readonly GuardLine[] {
  const { restored, followed, removedLeftovers, insertProblems, orphansBefore } = guard;
  const all = (word: GuardLine['word'], texts: readonly string[]) =>
    texts.map((text) => ({ word, text }));
  return [
    ...all('put back', restored.map(describeLoss)),
    ...all(
      'followed',
      followed.map(
        ({ table, target, rows, action }) =>
          `${rows} rows of ${table}: on delete of ${target} ${action.toLowerCase()}`,
      ),
    ),
    ...all(
      'removed',
      removedLeftovers.map((name) => `${name}, left by a failed run`),
    ),
    ...all('warning', [
      ...insertProblems.map(({ table, message }) => `${table} takes no new row: ${message}`),
      ...orphansBefore.map((loss) => `gone already: ${describeLoss(loss)}`),
    ]),
  ];
}
