import type { EngineId } from '../../core/goal.ts';
import { notice } from '../../core/notice.ts';
import type { Engine } from '../../engines/engine.ts';
import { engines } from '../../engines/index.ts';
import { spanOf, textOf } from '../../formats/javascript/module.ts';
import { placeInScript } from '../facts/javascript-files.ts';
import { type UnclearKnexClient, unclearKnexClients } from '../facts/knex-configs.ts';
import { manifestAbove, nodeDriverFor, nodePackagesOf } from '../facts/node-packages.ts';
import type { Project } from '../project.ts';
import { type Finding, outcome, type Recipe } from '../recipe.ts';

interface KnexClientFinding extends Finding {
  readonly unclear: UnclearKnexClient;
}

/** Names Knex configurations whose client is known at run time only. */
export const knexClient: Recipe<KnexClientFinding> = {
  id: 'knex-client',
  ecosystem: 'node',
  title: 'Name Knex configurations whose client is known at run time only',
  detect(project) {
    const engine = installedEngine(project);
    return unclearKnexClients(project).map((unclear) => ({
      path: unclear.file.path,
      span: spanOf(unclear.client),
      ...(engine && { engine }),
      label: `client of Knex in ${unclear.file.path}`,
      unclear,
    }));
  },
  rewrite({ unclear: { file, client }, span }, { project, source, target, goal }) {
    if (!isInstalled(project, source) || goal.strategy === 'keep-both') return outcome({});
    const driver = nodeDriverFor(target, manifestAbove(project, file.path));
    const values = {
      client: textOf(file.module, client),
      wanted: driver?.knexClients[0] ?? '',
      target: target.label,
    };
    return outcome({ notices: [notice('knex-client-unsure', placeInScript(file, span), values)] });
  },
};

function isInstalled(project: Project, { nodeDrivers }: Engine): boolean {
  return nodePackagesOf(project).some(({ name }) =>
    nodeDrivers.some(({ packages }) => packages.includes(name)),
  );
}

/** The engine that the project has a driver of, where it is one alone. */
function installedEngine(project: Project): EngineId | undefined {
  const found = Object.values(engines).filter((engine) => isInstalled(project, engine));
  return found.length === 1 ? found[0]?.id : undefined;
}
