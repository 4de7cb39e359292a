import { loadParser } from '../../src/sql/parser.ts';
import { postgresRunner } from '../support/postgres-runner.ts';
import { reverseConstructs } from './reverse-constructs.ts';
import { judgeReverse, type ReverseVerdict, reverseSettings } from './reverse-verdict.ts';

/** Prints how the translator does from SQLite to PostgreSQL; an id narrows the list. */
export async function printReverseScore(filter: string | undefined): Promise<void> {
  await loadParser();
  const runner = await postgresRunner();
  try {
    for (const [index, setting] of reverseSettings.entries()) {
      const verdicts: ReverseVerdict[] = [];
      for (const construct of reverseConstructs())
        verdicts.push(await judgeReverse(construct, runner, setting));
      const count = (outcome: string) => verdicts.filter((item) => item.outcome === outcome).length;
      const outcomes = ['equal', 'reported', 'silently-wrong', 'silently-rejected'];
      const line = outcomes.map((outcome) => `${outcome} ${count(outcome)}`).join(', ');
      console.log(`${setting.name}: ${line}`);
      const shown = verdicts.filter(({ construct, outcome }) =>
        filter ? construct.id.startsWith(filter) : outcome !== 'equal' && index < 2,
      );
      console.log(shown.map(describe).join('\n'));
    }
  } finally {
    await runner.stop();
  }
}

function describe({ construct, outcome, translation, detail }: ReverseVerdict): string {
  return [
    `\n${construct.id} ${outcome}`,
    `  sqlite ${construct.sqlite.join(' ;; ')}`,
    `  ours   ${translation.sql.replaceAll('\n', ' ')}`,
    `  goal   ${construct.postgresql?.join(' ;; ') ?? 'none'}   ${construct.note}`,
    `  rows   ${detail.replaceAll('\n', ' ').slice(0, 200)}`,
    `  want   ${JSON.stringify(construct.rows).slice(0, 200)}`,
    ...translation.problems.map(
      ({ severity, code, message }) => `  ${severity} ${code}: ${message}`,
    ),
  ].join('\n');
}
