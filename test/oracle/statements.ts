import { readdirSync, readFileSync } from 'node:fs';

/** What has to come out of a case. */
export type Expectation = 'equal' | 'reported' | 'portable' | 'any';

/** Statements that run one after another; the rows of the last one are compared. */
export interface StatementCase {
  readonly sql: string;
  readonly expected: Expectation;
  /** Where it is not the same without the definitions of the tables; `any` where only they tell. */
  readonly withoutSchema?: Expectation;
}

const folder = new URL('statements/', import.meta.url);

/** The tables and rows that all cases run over. */
export function statementSchema(): string {
  return readFileSync(new URL('schema.sql', folder), 'utf8');
}

/** Sets the counters back, which a rollback leaves where they are. */
export function resetCounters(): string {
  return (statementSchema().match(/^select setval\(.*;$/gm) ?? []).join('\n');
}

/** The families, one a file. */
export function statementFamilies(): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql') && name !== 'schema.sql')
    .toSorted();
}

export function casesOfFamily(name: string): readonly StatementCase[] {
  return readCases(readFileSync(new URL(name, folder), 'utf8'));
}

/**
 * Blank lines part the cases. A first line `-- reported` or `-- portable` says what is expected
 * where it is not equal rows; `-- reported, portable without schema` for what the tables decide.
 */
export function readCases(text: string): readonly StatementCase[] {
  const directive =
    /^-- (equal|reported|portable)(?:, (equal|reported|portable|any) without schema)?$/;
  return text
    .split(/\n\s*\n/)
    .map((block) => block.trim())
    .filter((block) => block !== '')
    .map((block) => {
      const [first = '', ...rest] = block.split('\n');
      const found = directive.exec(first);
      if (!found) return { sql: block, expected: 'equal' as const };
      return {
        sql: rest.join('\n'),
        expected: found[1] as Expectation,
        ...(found[2] && { withoutSchema: found[2] as Expectation }),
      };
    });
}
