import type { Constraint } from 'libpg-query';
import { as } from './tree.ts';

/** The names in `PRIMARY KEY (a, b)` or `UNIQUE (a, b)`. */
export function constraintColumns({ keys }: Pick<Constraint, 'keys'>): readonly string[] {
  return (keys ?? []).flatMap((key) => as('String', key)?.sval ?? []);
}
