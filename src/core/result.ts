import type { Span } from './span.ts';

/** Something wrong in an input, where, and in words that a user can act on. */
export interface Problem {
  readonly message: string;
  readonly span?: Span;
}

/** What could be read of an input, with what could not. */
export interface Result<T> {
  readonly value: T;
  readonly problems: readonly Problem[];
}
