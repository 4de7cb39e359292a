import { readFileSync } from 'node:fs';
import type { Rows } from '../support/normalise.ts';

/** One measured PostgreSQL construct; see README.md beside this file. */
export interface Construct {
  readonly id: string;
  readonly category: string;
  readonly postgresql: readonly string[];
  readonly sqlite: readonly string[] | null;
  readonly note: string;
  readonly rows?: Rows;
  readonly error?: string;
  readonly near?: string;
  readonly since?: string;
  readonly unordered?: boolean;
  readonly asWritten: 'equal' | 'differs' | 'error' | 'accepts-what-pg-rejects' | 'both-error';
}

function read(name: string): string {
  return readFileSync(new URL(name, import.meta.url), 'utf8');
}

export function constructs(): readonly Construct[] {
  return read('constructs.jsonl')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Construct);
}

/** The data that all constructs run over, once for each database. */
export const fixtures = {
  postgresql: read('fixture.postgresql.sql'),
  sqlite: read('fixture.sqlite.sql'),
};
