import type { Direction, Rule } from './rule.ts';
import { rules } from './rules/index.ts';

/** The rules that are asked in one direction, in the order of their precedence. */
export function rulesFor(wanted: Direction): readonly Rule[] {
  return rules.filter(({ direction = 'postgresql-to-sqlite' }) => direction === wanted);
}
