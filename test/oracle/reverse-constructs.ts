import { readFileSync } from 'node:fs';
import type { Rows } from '../support/normalise.ts';

/** One measured SQLite construct; see README.md beside this file. */
export interface ReverseConstruct {
  readonly id: string;
  readonly sqlite: readonly string[];
  readonly postgresql: readonly string[] | null;
  readonly note: string;
  readonly verdict: 'equal' | 'differs' | 'no-equivalent';
  readonly rows: Rows;
}

export function reverseConstructs(): readonly ReverseConstruct[] {
  return readFileSync(new URL('constructs-reverse.jsonl', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as ReverseConstruct);
}
