import { insertDotenvLine } from '../../formats/dotenv.ts';
import { environmentVariable } from '../../formats/javascript/expressions.ts';
import { bareExpression, nodesOf } from '../../formats/javascript/module.ts';
import { fileInEffect } from '../facts/env-file-in-effect.ts';
import type { KnexConfig } from '../facts/knex-configs.ts';
import type { ProposedChange, SwitchContext } from '../recipe.ts';

/** The variable by which a configuration chooses its client, if it has no other. */
export const choiceVariable = 'DB_CLIENT';

/**
 * Where both engines stay and a variable of its own chooses the client: that variable, beside the
 * parts of the connection, in the env file that is in effect. Nothing where no env file has them.
 */
export function choiceInEnvFile(
  config: KnexConfig,
  { project, target, source }: SwitchContext,
  client: string,
): readonly ProposedChange[] {
  const variable = config.clientVariable ?? choiceVariable;
  const parts = new Set(partVariables(config));
  const [first] = parts;
  const file = first === undefined ? undefined : fileInEffect(project, first);
  const last = file?.document.entries.findLast(
    ({ key, commented }) => !commented && parts.has(key),
  );
  if (!file || !last || file.document.entries.some(({ key }) => key === variable)) return [];
  const edit = insertDotenvLine(file.document, last, `${variable}=${client}`);
  const { path, source: text } = file;
  return [
    {
      title: `Choose ${target.label} in ${variable}`,
      why: `It says whether Knex runs on ${target.label} or on ${source.label}.`,
      change: { kind: 'modify', path, hash: text.hash, edits: [edit] },
    },
  ];
}

/** The environment variables of a connection in parts. */
function partVariables({ connectionValue, file: { module } }: KnexConfig): readonly string[] {
  if (!connectionValue) return [];
  return nodesOf(connectionValue, 'MemberExpression').flatMap((node) => {
    return environmentVariable(module, bareExpression(node)) ?? [];
  });
}
