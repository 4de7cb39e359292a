import { type Translation, translate } from '../../src/sql/translate.ts';
import { comparable } from '../support/normalise.ts';
import type { PostgresRunner } from '../support/postgres-runner.ts';
import { fixtures } from './constructs.ts';
import type { ReverseConstruct } from './reverse-constructs.ts';
import type { Outcome } from './verdict.ts';

export interface ReverseVerdict {
  readonly construct: ReverseConstruct;
  readonly outcome: Outcome;
  readonly translation: Translation;
  /** What PostgreSQL gave, or said. */
  readonly detail: string;
}

/** What the translator is told of the tables, and what the statements run on. */
export interface ReverseSetting {
  readonly name: string;
  /** Whether what is told of the tables is so. */
  readonly isKnown: boolean;
  readonly schema: string;
  readonly setup: () => string;
}

export const reverseSettings: readonly ReverseSetting[] = [
  {
    name: "PostgreSQL's tables",
    isKnown: true,
    schema: fixtures.postgresql,
    setup: () => fixtures.postgresql,
  },
  {
    name: 'tables translated from SQLite',
    isKnown: true,
    schema: fixtures.sqlite,
    setup: () => translate(fixtures.sqlite, { from: 'sqlite', to: 'postgresql' }).sql,
  },
  {
    name: 'other tables than those known',
    isKnown: false,
    schema: fixtures.sqlite,
    setup: () => fixtures.postgresql,
  },
  { name: 'no known tables', isKnown: false, schema: '', setup: () => fixtures.postgresql },
];

/** Translates a construct, runs it, and compares with what SQLite gave. */
export async function judgeReverse(
  construct: ReverseConstruct,
  runner: PostgresRunner,
  { schema, setup }: ReverseSetting,
): Promise<ReverseVerdict> {
  const text = construct.sqlite.join(';\n');
  const translation = translate(text, { from: 'sqlite', to: 'postgresql', schema });
  const { problems } = translation;
  const found = { construct, translation };
  try {
    const detail = comparable(await runner.run(setup(), translation.sql), 'ordered');
    if (detail === comparable(construct.rows, 'ordered'))
      return { ...found, outcome: 'equal', detail };
    const isSaid = problems.some(({ severity }) => severity !== 'info');
    return { ...found, outcome: isSaid ? 'reported' : 'silently-wrong', detail };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    const isSaid = problems.some(({ severity }) => severity === 'error');
    return { ...found, outcome: isSaid ? 'reported' : 'silently-rejected', detail };
  }
}
