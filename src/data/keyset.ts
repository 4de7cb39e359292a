import type { Bindings } from './bindings.ts';
import type { Value } from './value.ts';

/** One term of ORDER BY. */
export interface OrderTerm {
  readonly term: string;
  readonly descending: boolean;
  readonly nullable: boolean;
}

interface KeysetOptions {
  /** Where the engine sorts NULL: SQLite first, PostgreSQL last. */
  readonly nulls: 'smallest' | 'largest';
  /** Whether the row itself is among those that follow. */
  readonly inclusive: 'yes' | 'no';
  readonly bindings: Bindings;
}

/**
 * The condition for the rows that come after one, in the order of the terms: its values stand in
 * `place`. NULL has its place in the order too. The first term also stands alone, so that an index
 * on it is used.
 */
export function afterCondition(
  order: readonly OrderTerm[],
  place: readonly Value[],
  options: KeysetOptions,
): string {
  const compared = order.map((term, at): Compared => {
    const value = place[at] ?? null;
    let placeholder: string | undefined;
    const bound = () => {
      placeholder ??= options.bindings.add(value);
      return placeholder;
    };
    return { ...term, isNull: value === null, bound, nullsLast: isNullLast(term, options) };
  });
  const alternatives = compared.flatMap((term, at) => {
    const beyond = strictly(term);
    return beyond === undefined ? [] : [...compared.slice(0, at).map(same), beyond].join(' AND ');
  });
  if (options.inclusive === 'yes') alternatives.push(compared.map(same).join(' AND '));
  const [first] = compared;
  const bound = first && order.length > 1 ? atLeast(first) : undefined;
  // Nothing comes after the last NULL of a single term.
  if (alternatives.length === 0) return 'FALSE';
  const either = alternatives.map((alternative) => `(${alternative})`).join(' OR ');
  return bound ? `${bound} AND (${either})` : `(${either})`;
}

/** A term with the value of the row that is compared with. */
interface Compared extends OrderTerm {
  readonly isNull: boolean;
  /** The value's placeholder; a value that no condition names is not bound. */
  readonly bound: () => string;
  readonly nullsLast: boolean;
}

/** Whether NULL comes last in the term's direction. */
function isNullLast({ descending }: OrderTerm, { nulls }: KeysetOptions): boolean {
  return (nulls === 'smallest') === descending;
}

function strictly({ term, descending, nullable, isNull, bound, nullsLast }: Compared) {
  if (isNull) return nullsLast ? undefined : `${term} IS NOT NULL`;
  const beyond = `${term} ${descending ? '<' : '>'} ${bound()}`;
  return nullsLast && nullable ? `(${beyond} OR ${term} IS NULL)` : beyond;
}

function same({ term, isNull, bound }: Compared): string {
  return isNull ? `${term} IS NULL` : `${term} = ${bound()}`;
}

function atLeast({ term, descending, nullable, isNull, bound, nullsLast }: Compared) {
  if (isNull) return nullsLast ? `${term} IS NULL` : undefined;
  if (nullsLast && nullable) return undefined;
  return `${term} ${descending ? '<=' : '>='} ${bound()}`;
}
