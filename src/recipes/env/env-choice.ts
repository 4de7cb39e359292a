import type { TextEdit } from '../../core/edit.ts';
import type { Engine } from '../../engines/engine.ts';
import { engines } from '../../engines/index.ts';
import { type DatabaseUrl, parseDatabaseUrl } from '../../engines/url.ts';
import { type DotenvEntry, insertDotenvLine, toggleDotenvEntry } from '../../formats/dotenv.ts';
import { firstInEffect } from '../facts/env-file-in-effect.ts';
import { type EnvFile, envFilesOf } from '../facts/env-files.ts';
import { lastPartIn } from '../facts/env-parts.ts';
import { targetUrl } from '../facts/target-url.ts';
import type { Project } from '../project.ts';
import { partsVariable } from '../python/parts-choice.ts';
import { type Finding, outcome, type Recipe, type SwitchContext } from '../recipe.ts';

interface EnvChoice extends Finding {
  readonly file: EnvFile;
  readonly of: Engine;
  /** Comes before the parts in the program that reads the file. */
  readonly variable: string;
  readonly url: DatabaseUrl;
  /** The last part of a connection in the file. */
  readonly last: DotenvEntry;
}

/**
 * Where both engines stay and code puts the server's URL together from parts: a whole URL beside
 * the parts decides, and as a comment leaves the decision to them.
 */
export const envChoice: Recipe<EnvChoice> = {
  id: 'env-choice',
  ecosystem: 'env',
  title: 'Set a whole URL beside the parts of a connection, where both engines stay',
  detect: (project) => Object.values(engines).flatMap((engine) => findChoices(project, engine)),
  rewrite(finding, context) {
    const { file, of, variable } = finding;
    const { source, target, goal } = context;
    if (goal.strategy !== 'keep-both' || of !== source || target.server) return outcome({});
    const edits = editsOf(finding, context);
    if (edits.length === 0) return outcome({});
    const { path, hash } = file.source;
    return outcome({
      changes: [
        {
          title: `Set ${variable} for ${target.label}`,
          why: `It comes before the parts, which make a URL of ${source.label}.`,
          change: { kind: 'modify', path, hash, edits },
        },
      ],
    });
  },
};

function findChoices(project: Project, of: Engine): readonly EnvChoice[] {
  const found = of.server && partsVariable(project, of);
  if (!found) return [];
  return filesWithParts(project, of).map(({ file, last }) => ({
    path: file.path,
    span: last.span,
    label: `${found.variable} beside the parts in ${file.path}`,
    file,
    of,
    ...found,
    last,
  }));
}

/** The env file in effect for development that holds parts of a connection, and those that show it. */
function filesWithParts(project: Project, engine: Engine) {
  const found = envFilesOf(project)
    .filter(({ profile, isForProduction }) => profile !== 'test' && !isForProduction)
    .flatMap((file) => {
      const last = lastPartIn(file, engine);
      return last ? [{ file, last }] : [];
    });
  const first = firstInEffect(
    project,
    found.map(({ file }) => file),
  );
  return found.filter(({ file }) => file === first || file.profile === 'example');
}

function editsOf(
  { file, variable, url, last }: EnvChoice,
  context: SwitchContext,
): readonly TextEdit[] {
  const { document } = file;
  const own = document.entries.filter(({ key }) => key === variable);
  if (own.some(({ commented }) => !commented)) return [];
  const counterpart = own.find(({ value }) => parseDatabaseUrl(value)?.engine === context.target);
  if (counterpart) return [toggleDotenvEntry(document, counterpart)];
  const value = targetUrl(context, url, context.goal.database.name);
  return value === undefined ? [] : [insertDotenvLine(document, last, `${variable}=${value}`)];
}

/** Whether a URL stands beside parts that take over where it is a comment. */
export function isBesideParts(
  project: Project,
  engine: Engine,
  { file, entry }: { readonly file: EnvFile; readonly entry: DotenvEntry },
): boolean {
  return (
    lastPartIn(file, engine) !== undefined && partsVariable(project, engine)?.variable === entry.key
  );
}

/** Whether an env file will hold the whole URL that comes before the parts. */
export function hasFileForChoice(project: Project, engine: Engine): boolean {
  return partsVariable(project, engine) !== undefined && filesWithParts(project, engine).length > 0;
}
