import type { EngineId } from '../core/goal.ts';
import type { Value } from './value.ts';

/** Collects the values of a statement while its text is put together. */
export class Bindings {
  readonly values: Value[] = [];
  readonly #sigil: string;

  constructor(engine: EngineId) {
    this.#sigil = engine === 'sqlite' ? '?' : '$';
  }

  /** The placeholder of a value. */
  add(value: Value): string {
    this.values.push(value);
    return `${this.#sigil}${this.values.length}`;
  }
}
