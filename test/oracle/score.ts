import { loadParser } from '../../src/sql/parser.ts';
import { nodeSqlite, wasmSqlite } from '../support/sqlite.ts';
import { constructs } from './constructs.ts';
import { printReverseScore } from './reverse-score.ts';
import { groupOf, judge, type Verdict } from './verdict.ts';

/** Prints how the translator does on the measured constructs; a category or id narrows the list. */
await loadParser();
const [isReverse, filter] =
  process.argv[2] === '--reverse' ? [true, process.argv[3]] : [false, process.argv[2]];
if (isReverse) await printReverseScore(filter);
else await printScore();

async function printScore(): Promise<void> {
  for (const runner of [nodeSqlite(), await wasmSqlite()]) {
    const verdicts = constructs().map((construct) => judge(construct, runner));
    console.log(`${runner.name} ${runner.version}`);
    console.log(summary(verdicts));
    if (runner.name === 'node:sqlite')
      console.log(verdicts.filter(needsWork).map(describe).join('\n'));
  }
}

function summary(verdicts: readonly Verdict[]): string {
  const of = (group: string) => verdicts.filter(({ construct }) => groupOf(construct) === group);
  const count = (items: readonly Verdict[], test: (verdict: Verdict) => boolean) =>
    `${items.filter(test).length}/${items.length}`;
  const touched = ({ translation: { edits, problems } }: Verdict) =>
    edits.length + problems.length > 0;
  return [
    `  convertible, equal    ${count(of('convertible'), ({ outcome }) => outcome === 'equal')}`,
    `  others, equal         ${count(of('other'), ({ outcome }) => outcome === 'equal')}`,
    `  silently wrong        ${count(verdicts, ({ outcome }) => outcome === 'silently-wrong')}`,
    `  silently rejected     ${count(verdicts, ({ outcome }) => outcome === 'silently-rejected')}`,
    `  portable flagged      ${count(of('portable'), touched)}`,
    `  unsupported, named    ${count(of('without-equivalent'), isNamed)}`,
  ].join('\n');
}

/** An error or a warning of a rule of its own, not of the safety net. */
function isNamed({ outcome, translation }: Verdict): boolean {
  const named = translation.problems.some(
    ({ code, severity }) => severity !== 'info' && !code.startsWith('unknown-'),
  );
  return named || outcome === 'equal';
}

function needsWork(verdict: Verdict): boolean {
  const { construct, outcome, translation } = verdict;
  if (filter && !construct.category.includes(filter) && !construct.id.startsWith(filter))
    return false;
  if (filter === construct.id) return true;
  const group = groupOf(construct);
  if (group === 'portable') return translation.edits.length + translation.problems.length > 0;
  return (
    outcome.startsWith('silently') ||
    (group === 'convertible' ? outcome !== 'equal' : !isNamed(verdict))
  );
}

function describe({ construct, outcome, translation, detail }: Verdict): string {
  return [
    `\n${construct.id} [${construct.category}] ${outcome}`,
    `  pg     ${construct.postgresql.join(' ;; ')}`,
    `  ours   ${translation.sql.replaceAll('\n', ' ')}`,
    `  goal   ${construct.sqlite?.join(' ;; ') ?? 'none'}   ${construct.note}`,
    `  rows   ${detail.replaceAll('\n', ' ').slice(0, 200)}`,
    `  want   ${construct.error ?? JSON.stringify(construct.rows).slice(0, 200)}`,
    ...translation.problems.map(
      ({ severity, code, message }) => `  ${severity} ${code}: ${message}`,
    ),
  ].join('\n');
}
