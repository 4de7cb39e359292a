import { type Notice, notice } from '../../core/notice.ts';
import { placeIn } from '../compose-edit/collector.ts';
import { ownerName } from '../compose-edit/compose-switch.ts';
import {
  type ComposeFinding,
  composeRewrite,
  dropsServer,
  findingAt,
  serverStacks,
} from '../compose-edit/findings.ts';
import type { ComposeFile } from '../facts/compose-files.ts';
import { baseName, type Project } from '../project.ts';
import { outcome, type Recipe } from '../recipe.ts';

interface HelperFinding extends ComposeFinding {
  readonly file: ComposeFile;
  /** Whether a database stays that it works on. */
  readonly isNeeded: boolean;
}

/** Takes tools out of the compose files that are of no use without the database's server. */
export const removeDatabaseHelpers: Recipe<HelperFinding> = {
  id: 'remove-database-helpers',
  ecosystem: 'compose',
  title: 'Remove services that only serve the database: administration, pools, backups, exporters',

  detect(project: Project) {
    return serverStacks(project).flatMap(({ engine, database }) =>
      database.helpers.map((service): HelperFinding => {
        const [{ file, pair }] = service.definitions;
        return {
          ...findingAt(file, pair.keySpan),
          engine: engine.id,
          label: `${service.name} service in ${baseName(file.source.path)}`,
          owner: ownerName('remove-database-helpers', database.stack.folder, service.name),
          service: service.name,
          file,
          isNeeded: !database.leaving.has(service),
        };
      }),
    );
  },

  rewrite(finding, context) {
    if (finding.isNeeded)
      return dropsServer(context) ? outcome({ notices: [kept(finding)] }) : outcome({});
    if (!dropsServer(context)) return outcome({});
    return composeRewrite(finding, context, {
      title: `Remove the ${finding.service} service`,
      why: `It works on the ${context.source.label} server, which goes.`,
    });
  },
};

function kept({ file, span, service }: HelperFinding): Notice {
  return notice('database-helper-kept', placeIn(file, span), { service });
}
