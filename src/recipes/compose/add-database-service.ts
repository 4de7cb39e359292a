import { composeOutcome, ownerName } from '../compose-edit/compose-switch.ts';
import { type ComposeFinding, findingAt, serverStacks } from '../compose-edit/findings.ts';
import { suppliesUrl } from '../facts/url-suppliers.ts';
import { baseName, type Project } from '../project.ts';
import { outcome, type Recipe } from '../recipe.ts';

/** Gives the compose files a server of the target, and the project's services its URL. */
export const addDatabaseService: Recipe<ComposeFinding> = {
  id: 'add-database-service',
  ecosystem: 'compose',
  title: 'Add the database service, its volume, its health check and who waits for it',

  detect(project: Project) {
    return serverStacks(project).flatMap(({ database }): readonly ComposeFinding[] => {
      const { stack, roles } = database;
      const service = stack.services.find((each) => roles.get(each) === 'application');
      if (!service) return [];
      const [{ file, pair }] = service.definitions;
      return [
        {
          ...findingAt(file, pair.keySpan),
          label: `services of ${baseName(file.source.path)}`,
          owner: ownerName('add-database-service', stack.folder, ''),
          service: service.name,
        },
      ];
    });
  },

  rewrite({ owner }, context) {
    const { source, target, project, goal } = context;
    if (!target.server || source.server) return outcome({});
    const hasTarget = suppliesUrl(project, target);
    const hasSource = suppliesUrl(project, source);
    if (hasTarget && (!hasSource || goal.strategy === 'keep-both')) return outcome({});
    const { changes, notices } = composeOutcome(context, owner);
    const title = `Add a ${target.label} service`;
    const why = `${target.label} is a server: something has to start it before the application.`;
    return outcome({ changes: changes.map((change) => ({ title, why, change })), notices });
  },
};
