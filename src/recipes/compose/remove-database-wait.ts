import { ownerName } from '../compose-edit/compose-switch.ts';
import {
  type ComposeFinding,
  composeRewrite,
  dropsServer,
  findingAt,
  serverStacks,
} from '../compose-edit/findings.ts';
import { commandsOf, keyOf } from '../facts/compose-services.ts';
import { baseName, type Project } from '../project.ts';
import { outcome, type Recipe } from '../recipe.ts';

/** Takes the waiting for the database's server out of the commands that services start with. */
export const removeDatabaseWait: Recipe<ComposeFinding> = {
  id: 'remove-database-wait',
  ecosystem: 'compose',
  title: 'Remove waiting for the database server from start commands',

  detect(project: Project) {
    return serverStacks(project).flatMap(({ engine, database }) =>
      database.applications.flatMap((service): readonly ComposeFinding[] => {
        const starts = service.definitions.flatMap((each) => {
          const spans = commandsOf(each).map(({ span }) => span);
          const health = keyOf(each, 'healthcheck');
          return [...spans, ...(health ? [health.span] : [])].map((span) => ({ each, span }));
        });
        const [first] = starts;
        if (!first) return [];
        const { file } = first.each;
        return [
          {
            ...findingAt(file, first.span),
            engine: engine.id,
            label: `start of ${service.name} in ${baseName(file.source.path)}`,
            owner: ownerName('remove-database-wait', database.stack.folder, service.name),
            service: service.name,
          },
        ];
      }),
    );
  },

  rewrite(finding, context) {
    if (!dropsServer(context)) return outcome({});
    return composeRewrite(finding, context, {
      title: `Start ${finding.service} without waiting`,
      why: `${context.target.label} is a file: there is no server to wait for.`,
    });
  },
};
