import type { Notice } from '../../core/notice.ts';
import { notice } from '../../core/notice.ts';
import { baseName } from '../project.ts';
import { outcome, type ProposedChange, type Recipe, type SwitchContext } from '../recipe.ts';
import { historyFacts } from './history-facts.ts';
import {
  firstRevisionTask,
  type HistoryFinding,
  historyFindings,
  type MigrationCommand,
  revisionsIn,
  upgradeTask,
} from './migrate-tasks.ts';
import { asideFolder, type Revision } from './revisions.ts';
import { rewriteRevision } from './rewrite-revision.ts';

/**
 * Begins a history anew: the revisions that the target cannot run move to a folder beside theirs,
 * where Alembic does not look, and a first revision is made of the models.
 */
export const historyFresh: Recipe<HistoryFinding> = {
  id: 'history-fresh',
  ecosystem: 'alembic',
  title: 'Move an Alembic history aside and begin a new one',
  beyondConfiguration: true,
  detect: historyFindings,
  rewrite({ command }, context) {
    if (context.goal.history !== 'fresh') return outcome({});
    const revisions = revisionsIn(context.project, command);
    if (!revisions.some((revision) => needsWork(revision, context))) {
      return outcome({ tasks: context.target.server ? [] : [upgradeTask(command, context)] });
    }
    const changes = revisions.flatMap((revision) => moveAside(revision, command, context));
    return outcome({ changes, ...afterwards(command, context) });
  },
};

function needsWork({ file }: Revision, context: SwitchContext): boolean {
  const facts = historyFacts(context.project, context.source.sqlalchemyDialect);
  const { edits, notices } = rewriteRevision(file, context, facts);
  return edits.length > 0 || notices.some(({ severity }) => severity !== 'info');
}

function moveAside(
  { file, id }: Revision,
  { versions }: MigrationCommand,
  { source }: SwitchContext,
): readonly ProposedChange[] {
  const { path, hash, text } = file.source;
  const aside = `${asideFolder(versions, source)}/${baseName(path)}`;
  const why = `It was written for ${source.label}; the new history takes its place.`;
  return [
    { title: `Keep revision ${id} aside`, why, change: { kind: 'create', path: aside, text } },
    {
      title: `Take revision ${id} out of the history`,
      why,
      change: { kind: 'delete', path, hash },
    },
  ];
}

/** What to run then: at once where the database is a file, by the user where it is a server. */
function afterwards(command: MigrationCommand, context: SwitchContext) {
  const place = { path: command.config };
  const started = notice('history-started-fresh', place, {
    folder: asideFolder(command.versions, context.source),
  });
  const tasks = [firstRevisionTask(command, context), upgradeTask(command, context)];
  if (!context.target.server) return { tasks, notices: [started] };
  return {
    tasks: [],
    notices: [
      started,
      runLater(
        command,
        context,
        tasks.map(({ task }) => task.args),
      ),
    ],
  };
}

/** Commands for the user to run once the server is up. */
export function runLater(
  { config }: MigrationCommand,
  { target }: SwitchContext,
  commands: readonly (readonly string[])[],
): Notice {
  const written = commands.map((args) => `python ${args.map(quotedWord).join(' ')}`).join(' && ');
  return notice(
    'migrations-after-start',
    { path: config },
    { engine: target.label, commands: written },
  );
}

function quotedWord(word: string): string {
  return word.includes(' ') ? `"${word}"` : word;
}
