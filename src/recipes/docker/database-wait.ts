import { type Notice, notice } from '../../core/notice.ts';
import type { SourceFile } from '../../core/snapshot.ts';
import { rangeOf } from '../../core/span.ts';
import type { Engine } from '../../engines/engine.ts';
import { engines } from '../../engines/index.ts';
import { type ScriptUse, scriptsOf, scriptUses } from '../facts/database-scripts.ts';
import { baseName, type Project } from '../project.ts';
import { type Finding, outcome, type Recipe, type SwitchContext } from '../recipe.ts';

interface WaitFinding extends Finding {
  /** The engine that it is about; the place does not say that the project uses it. */
  readonly of: Engine;
  readonly source: SourceFile;
  readonly use: ScriptUse;
}

/** Names scripts that wait for a server or run its programs; a script is the user's to change. */
export const databaseWait: Recipe<WaitFinding> = {
  id: 'database-wait',
  ecosystem: 'docker',
  title: 'Name scripts that wait for the database server or run its client programs',

  detect(project: Project) {
    return scriptsOf(project).flatMap((source) =>
      Object.values(engines).flatMap((engine) =>
        firstOfEach(scriptUses(source.text, engine)).map((use) => ({
          path: source.path,
          span: use.span,
          of: engine,
          label: `${use.program} in ${baseName(source.path)}`,
          source,
          use,
        })),
      ),
    );
  },

  rewrite(finding, context) {
    const isGone = finding.of === context.source && !context.target.server;
    if (!isGone || context.goal.strategy !== 'replace') return outcome({});
    return outcome({ notices: [noticeOf(finding, context)] });
  },
};

/** One use of a kind a file says enough. */
function firstOfEach(uses: readonly ScriptUse[]): readonly ScriptUse[] {
  return uses.filter(({ kind }, index) => uses.findIndex((use) => use.kind === kind) === index);
}

function noticeOf({ source, use }: WaitFinding, context: SwitchContext): Notice {
  const place = { path: source.path, range: rangeOf(source.text, use.span) };
  const engine = context.source.label;
  const { program, condition } = use;
  if (use.kind === 'runs') return notice('script-uses-database', place, { program, engine });
  return condition === undefined
    ? notice('waits-for-database', place, { program, engine })
    : notice('waits-if-selected', place, { variable: condition, engine });
}
