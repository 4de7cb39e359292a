import { isSwitch } from '../../core/goal.ts';
import type { Notice } from '../../core/notice.ts';
import type { Plan } from '../../core/plan.ts';
import { redactSecrets } from '../../core/redact.ts';
import type { WorkspaceSnapshot } from '../../core/snapshot.ts';
import { differences } from '../../engines/differences.ts';
import { engines } from '../../engines/index.ts';
import { type ServicePlacement, sqlitePlacements } from '../../recipes/facts/sqlite-placement.ts';
import { wholeWorkspace } from '../../recipes/project.ts';
import type { CheckOutcome } from '../check-result.ts';
import { commandLine } from '../run-tasks.ts';
import { conversionsOf } from './conversions.ts';
import { handQueries } from './hand-queries.ts';
import { cell, type LinkTo, link, list, table } from './markdown.ts';

/** What a report is written of. */
export interface ReportInput {
  readonly plan: Plan;
  /** The workspace as it was before the switch. */
  readonly before: WorkspaceSnapshot;
  readonly checks: readonly CheckOutcome[];
  /** How a place in the workspace is linked from where the report will be read. */
  readonly linkTo: LinkTo;
}

/** The report of a switch, as Markdown. Holds no password and no absolute path. */
export function renderReport(input: ReportInput): string {
  const { goal } = input.plan;
  const moves = isSwitch(goal);
  const sections = [
    moves
      ? `# Switched from ${engines[goal.source].label} to ${engines[goal.target].label}`
      : '# Made SQLAlchemy asynchronous',
    section('What was changed', changed(input)),
    section('Conversions', conversions(input)),
    section('Where the database is', moves ? location(input) : ''),
    section('Checks', moves ? checks(input) : ''),
    section('Look for yourself', moves ? handQueries(goal) : ''),
    section('What remains for you', remaining(input)),
    section('What behaves differently now', moves ? behaviour(input) : ''),
    section('How to undo it', undo(input)),
  ];
  return redactSecrets(`${sections.filter(Boolean).join('\n\n')}\n`);
}

function section(title: string, body: string): string {
  return body && `## ${title}\n\n${body}`;
}

function changed({ plan, linkTo }: ReportInput): string {
  const files = plan.steps.filter((step) => step.kind === 'file');
  const paths = [...new Set(files.map(({ path }) => path))];
  const rows = paths.map((path) => {
    const titles = files.filter((step) => step.path === path).map(({ title }) => title);
    return [link(linkTo, path), cell(titles.join('; '))];
  });
  const tasks = plan.steps.flatMap((step) =>
    step.kind === 'task' ? `\`${commandLine(step.task.tool, step.task.args)}\`: ${step.why}` : [],
  );
  const ran = tasks.length > 0 ? `\n\nTasks of the plan:\n\n${list(tasks)}` : '';
  return rows.length > 0 ? table(['File', 'What'], rows) + ran : '';
}

function conversions({ plan, before, linkTo }: ReportInput): string {
  const all = conversionsOf(plan, before);
  const titles = [...new Set(all.map(({ title }) => title))];
  const parts = titles.map((title) => {
    const own = all.filter((conversion) => conversion.title === title);
    const rows = own.map(({ path, line, from, to }) => [
      link(linkTo, path, line),
      cell(from, 'code'),
      cell(to, 'code'),
    ]);
    return `### ${title}\n\n${own[0]?.why}\n\n${table(['Place', 'Was', 'Is'], rows)}`;
  });
  return parts.join('\n\n');
}

function location({ plan: { goal }, before }: ReportInput): string {
  const [source, target] = [engines[goal.source], engines[goal.target]];
  const { file, name } = goal.database;
  if (target.server) {
    return `The database is called \`${name}\` on the server of the configuration. Back it up with \`pg_dump --format=custom --file=${name}.dump ${name}\`.`;
  }
  const folder = goal.project ? ` (\`${goal.project}\`)` : '';
  const places = sqlitePlacements({ project: wholeWorkspace(before), goal, source });
  return [
    `The database is the file \`${file}\`, seen from the application's working directory${folder}. In WAL mode \`${file}-wal\` and \`${file}-shm\` belong to it while it is open.`,
    list(places.map(placement)),
    `Back it up while the application runs with \`sqlite3 ${file} ".backup backup.db"\`; a plain copy of the file can miss what is still in the WAL.`,
  ]
    .filter(Boolean)
    .join('\n\n');
}

function placement({ definition, containerFile, keeper }: ServicePlacement): string {
  const kept =
    keeper.kind === 'bind'
      ? `which is \`${keeper.path}\` on this machine`
      : `kept in the volume \`${keeper.name}\``;
  return `In the \`${definition.name}\` service of \`${definition.file.source.path}\` it is \`${containerFile}\`, ${kept}.`;
}

function checks({ checks: outcomes }: ReportInput): string {
  if (outcomes.length === 0) return 'No check was run.';
  const words = { passed: 'passed', failed: '**failed**', skipped: 'not checked' };
  return table(
    ['Check', 'Result', 'What was seen'],
    outcomes.map(({ title, result, detail }) => [cell(title), words[result], cell(detail)]),
  );
}

function remaining({ plan, linkTo }: ReportInput): string {
  const toDo = plan.notices.filter(({ severity }) => severity !== 'info');
  const onPurpose = plan.notices.filter(({ severity }) => severity === 'info');
  const line = ({ path, range, message, nextStep }: Notice) => {
    const place = path ? `${link(linkTo, path, range && range.start.line + 1)}: ` : '';
    return `${place}${message} ${nextStep}`;
  };
  const parts = [
    toDo.length > 0 ? list(toDo.map(line)) : 'Nothing that the plan knows of.',
    onPurpose.length > 0 ? `Good to know:\n\n${list(onPurpose.map(line))}` : '',
  ];
  return parts.filter(Boolean).join('\n\n');
}

function behaviour({ plan: { goal } }: ReportInput): string {
  return list(differences[goal.target].map(({ topic, text }) => `**${topic}.** ${text}`));
}

function undo({ plan }: ReportInput): string {
  const byHand = plan.steps.flatMap((step) => (step.kind === 'task' ? step.task.undo : []));
  const lines = [
    'Run **Database: Undo Switch** in VS Code, or `engine-switch revert --yes` in the workspace. Every file gets its bytes back; what you changed since is kept where it does not touch the same lines. Files that the tasks made, the database among them, are moved into `.engine-switch`, not deleted.',
    byHand.length > 0 ? list([...new Set(byHand)]) : '',
  ];
  return lines.filter(Boolean).join('\n\n');
}
