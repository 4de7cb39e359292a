import { notice } from '../../core/notice.ts';
import { spanOf, textOf } from '../../formats/javascript/module.ts';
import { placeInScript } from '../facts/javascript-files.ts';
import { type UnclearKnexClient, unclearKnexClients } from '../facts/knex-configs.ts';
import { manifestAbove, nodeDriverFor, nodePackagesOf } from '../facts/node-packages.ts';
import { type Finding, outcome, type Recipe } from '../recipe.ts';

interface KnexClientFinding extends Finding {
  readonly unclear: UnclearKnexClient;
}

/** Names Knex configurations whose client is known at run time only. */
export const knexClient: Recipe<KnexClientFinding> = {
  id: 'knex-client',
  ecosystem: 'node',
  title: 'Name Knex configurations whose client is known at run time only',
  detect: (project) =>
    unclearKnexClients(project).map((unclear) => ({
      path: unclear.file.path,
      span: spanOf(unclear.client),
      label: `client of Knex in ${unclear.file.path}`,
      unclear,
    })),
  rewrite({ unclear: { file, client }, span }, { project, source, target, goal }) {
    const installed = nodePackagesOf(project).some(({ name }) =>
      source.nodeDrivers.some(({ packages }) => packages.includes(name)),
    );
    if (!installed || goal.strategy === 'keep-both') return outcome({});
    const driver = nodeDriverFor(target, manifestAbove(project, file.path));
    const values = {
      client: textOf(file.module, client),
      wanted: driver?.knexClients[0] ?? '',
      target: target.label,
    };
    return outcome({ notices: [notice('knex-client-unsure', placeInScript(file, span), values)] });
  },
};
