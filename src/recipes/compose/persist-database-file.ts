import { ownerName } from '../compose-edit/compose-switch.ts';
import {
  type ComposeFinding,
  composeRewrite,
  findingAt,
  serverStacks,
} from '../compose-edit/findings.ts';
import { baseName, type Project } from '../project.ts';
import type { Recipe } from '../recipe.ts';

/** Sees to it that the database's file outlives its container, and says where it is. */
export const persistDatabaseFile: Recipe<ComposeFinding> = {
  id: 'persist-database-file',
  ecosystem: 'compose',
  title: 'Keep the database file in a folder of the host or in a named volume',

  detect(project: Project) {
    return serverStacks(project).flatMap(({ engine, database }) =>
      database.applications.map((service): ComposeFinding => {
        const [{ file, pair }] = service.definitions;
        return {
          ...findingAt(file, pair.keySpan),
          engine: engine.id,
          label: `${service.name} service in ${baseName(file.source.path)}`,
          owner: ownerName('persist-database-file', database.stack.folder, service.name),
          service: service.name,
        };
      }),
    );
  },

  rewrite(finding, context) {
    return composeRewrite(finding, context, {
      title: `Keep the database file of ${finding.service}`,
      why: 'What a container writes into its own file system is lost with it.',
    });
  },
};
