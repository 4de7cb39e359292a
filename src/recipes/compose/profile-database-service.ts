import { ownerName } from '../compose-edit/compose-switch.ts';
import {
  type ComposeFinding,
  composeRewrite,
  findingAt,
  serverStacks,
} from '../compose-edit/findings.ts';
import { baseName, type Project } from '../project.ts';
import { outcome, type Recipe } from '../recipe.ts';

/** Puts the database's services behind a profile where both engines stay. */
export const profileDatabaseService: Recipe<ComposeFinding> = {
  id: 'profile-database-service',
  ecosystem: 'compose',
  title: 'Put the database service behind a profile where both engines stay',

  detect(project: Project) {
    return serverStacks(project).flatMap(({ engine, database }) =>
      [...database.leaving].map((service): ComposeFinding => {
        const [{ file, pair }] = service.definitions;
        return {
          ...findingAt(file, pair.keySpan),
          engine: engine.id,
          label: `${service.name} service in ${baseName(file.source.path)}`,
          owner: ownerName('profile-database-service', database.stack.folder, service.name),
          service: service.name,
        };
      }),
    );
  },

  rewrite(finding, context) {
    if (context.goal.strategy !== 'keep-both') return outcome({});
    const profile = context.source.server?.service.profile ?? '';
    return composeRewrite(finding, context, {
      title: `Start ${finding.service} only on request`,
      why: `Development runs on ${context.target.label}; --profile ${profile} starts the server.`,
    });
  },
};
