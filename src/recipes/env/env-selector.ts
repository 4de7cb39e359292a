import { type Notice, notice } from '../../core/notice.ts';
import { rangeOf } from '../../core/span.ts';
import { type DotenvEntry, setDotenvValue } from '../../formats/dotenv.ts';
import { isSelectorVariable, partVariable, selectorNamesFor } from '../facts/database-variables.ts';
import { engineNamed } from '../facts/engine-names.ts';
import { type EnvFile, envFilesOf } from '../facts/env-files.ts';
import { knexConfigsOf } from '../facts/knex-configs.ts';
import { manifestAbove, nodeDriverFor } from '../facts/node-packages.ts';
import { databaseFileFor } from '../facts/target-url.ts';
import { readersOf } from '../facts/variable-readers.ts';
import {
  type Finding,
  outcome,
  type ProposedChange,
  type Recipe,
  type SwitchContext,
} from '../recipe.ts';

/** A variable of an env file that chooses the engine. */
export interface EnvSelector extends Finding {
  readonly file: EnvFile;
  readonly entry: DotenvEntry;
}

/**
 * Changes variables whose value chooses the engine (`DB_ENGINE=postgresql`) to a name of the target
 * that their reader is seen to know: a Django backend, or a name that stands in the code beside
 * the variable.
 */
export const envSelector: Recipe<EnvSelector> = {
  id: 'env-selector',
  ecosystem: 'env',
  title: 'Change variables of env files that choose the engine',
  detect: (project) => envFilesOf(project).flatMap(findSelectors),
  rewrite(finding, context) {
    const { entry } = finding;
    const names = selectorNamesFor(entry.value, context.source, context.target);
    if (names.length === 0) return outcome({});
    const left = noticeToLeave(finding, context);
    if (left) return outcome({ notices: [left] });
    const known = knownName(context, entry.key, names);
    if (!known) return outcome({ notices: [unsureNotice(finding, context)] });
    return outcome({ changes: [change(finding, known, context)] });
  },
};

function findSelectors(file: EnvFile): readonly EnvSelector[] {
  return file.document.entries.flatMap((entry) => {
    const engine =
      entry.commented || !isSelectorVariable(entry.key) ? undefined : engineNamed(entry.value);
    // `POSTGRES_DB=postgres` names the database that every server has.
    if (!engine || partVariable(entry.key, engine)?.ofEngine) return [];
    return {
      path: file.path,
      span: entry.span,
      engine: engine.id,
      label: `${entry.key} in ${file.path}`,
      connection: {
        role: 'supplies',
        name: entry.key,
        ...(file.profile && { profile: file.profile }),
      },
      file,
      entry,
    };
  });
}

/**
 * The name that stands, quoted, in a file that reads the variable. A backend's path is certain, and
 * so are Knex's client, and any name where shell scripts alone ask: they wait for the server that
 * they know by name.
 */
function knownName(context: SwitchContext, variable: string, names: readonly string[]) {
  const { project } = context;
  const certain = names.find((name) => name.includes('.')) ?? knexClientFor(context, variable);
  if (certain) return certain;
  const readers = readersOf(project, variable).map(({ file }) => file);
  const quoted = names.find((name) =>
    readers.some(({ text }) => text.includes(`'${name}'`) || text.includes(`"${name}"`)),
  );
  const shellOnly =
    readers.length > 0 && readers.every(({ path }) => /\.(?:sh|bash)$|(?:^|\/)[\w-]+$/.test(path));
  return quoted ?? (shellOnly ? names[0] : undefined);
}

/** The target's client, where a Knex configuration takes it from this variable. */
function knexClientFor({ project, target }: SwitchContext, variable: string) {
  const config = knexConfigsOf(project).find(({ clientVariable }) => clientVariable === variable);
  const manifest = config && manifestAbove(project, config.file.path);
  return config && nodeDriverFor(target, manifest)?.knexClients[0];
}

function change(
  { file, entry }: EnvSelector,
  name: string,
  context: SwitchContext,
): ProposedChange {
  const { path, hash } = file.source;
  const database = name.includes('.') ? databasePart(file, entry, context) : undefined;
  const edits = [setDotenvValue(entry, name)];
  if (database) edits.push(setDotenvValue(database, databaseFileFor(context, database.value)));
  return {
    title: `Choose ${context.target.label} in ${entry.key}`,
    why: `It chooses ${context.source.label} for the program that reads it.`,
    change: { kind: 'modify', path, hash, edits },
  };
}

/** Django takes the file from the same setting as the database's name. */
function databasePart(file: EnvFile, selector: DotenvEntry, { source, target }: SwitchContext) {
  if (target.server) return undefined;
  const prefix = selector.key.slice(0, selector.key.lastIndexOf('_') + 1);
  return file.document.entries.find(({ key, commented }) => {
    return !commented && key.startsWith(prefix) && partVariable(key, source)?.role === 'name';
  });
}

/** Why a variable is left to what its file is for; nothing for a file of the development. */
export function noticeToLeave(
  finding: EnvSelector,
  { source, target, goal }: SwitchContext,
): Notice | undefined {
  const { file, entry } = finding;
  const values = { variable: entry.key, engine: source.label, target: target.label };
  if (file.profile === 'test') return notice('env-test-profile-left', placeOf(finding), values);
  const isLeft = file.isForProduction && goal.strategy === 'keep-both';
  return isLeft ? notice('env-production-left', placeOf(finding), values) : undefined;
}

function unsureNotice(finding: EnvSelector, { source, target }: SwitchContext): Notice {
  const values = { variable: finding.entry.key, engine: source.label, target: target.label };
  return notice('env-selector-unsure', placeOf(finding), values);
}

/** Where the variable stands, for a notice. */
export function placeOf({ path, file, entry }: EnvSelector) {
  return { path, range: rangeOf(file.source.text, entry.keySpan) };
}
