import type { FileChange } from '../../core/file-change.ts';
import type { SourceFile } from '../../core/snapshot.ts';
import { lineEndingOf } from '../../formats/lines.ts';
import { stackDatabases } from '../facts/compose-database.ts';
import { databaseFiles } from '../facts/database-files.ts';
import { knexConfigsOf } from '../facts/knex-configs.ts';
import { suppliesUrl } from '../facts/url-suppliers.ts';
import { knexFiles } from '../node/knex-address.ts';
import { baseName, folderOf, type Project } from '../project.ts';
import { type Finding, type Outcome, outcome, type Recipe, type SwitchContext } from '../recipe.ts';

interface IgnoreFinding extends Finding {
  /** The ignore file that holds for the project, if there is one. */
  readonly source: SourceFile | undefined;
}

/** Files that SQLite keeps beside a database while it is open. */
const companions = ['-wal', '-shm', '-journal'];

/** Keeps the database's files out of version control and out of images. */
export const ignoreDatabaseFiles: Recipe<IgnoreFinding> = {
  id: 'ignore-database-files',
  ecosystem: 'workspace',
  title: 'Add the files of the database to .gitignore and .dockerignore',

  detect(project: Project) {
    return ['.gitignore', '.dockerignore'].flatMap((name): readonly IgnoreFinding[] => {
      const source = nearest(project, name);
      if (!source && (name !== '.gitignore' || !usesGit(project))) return [];
      const path = source?.path ?? name;
      return [{ path, span: { start: 0, end: 0 }, label: path, source }];
    });
  },

  rewrite({ path, source }, context) {
    if (context.target.server || !isOnSource(context)) return outcome({});
    const names = newFiles(context).flatMap((name) => {
      const missing = [name, ...companions.map((suffix) => name + suffix)].filter(
        (each) => !isIgnored(source?.text ?? '', each),
      );
      return patterns(name, missing);
    });
    return names.length === 0 ? outcome({}) : added(source, { path, names, context });
  },
};

/** The names of the files that the project will run on, that of the application first. */
function newFiles(context: SwitchContext): readonly string[] {
  const files = [...databaseFiles(context), ...knexFiles(context)]
    .map((file) => file.replace(/^\.?\/+/, ''))
    .filter((file) => !file.startsWith('..') && !file.includes(':'));
  return [...new Set(files.map(baseName))];
}

/** Whether anything still runs on the engine that the switch leaves: else there is nothing to do. */
function isOnSource({ project, source, target, goal }: SwitchContext): boolean {
  if (goal.strategy === 'keep-both' && suppliesUrl(project, target)) return false;
  const hasServer = stackDatabases(project, source).some(({ servers }) => servers.length > 0);
  const hasKnex = knexConfigsOf(project).some(({ engine }) => engine === source);
  return hasServer || hasKnex || suppliesUrl(project, source);
}

/** The ignore file of the project's own folder, or of one above it. */
function nearest(project: Project, name: string): SourceFile | undefined {
  for (let folder = project.root; ; folder = folderOf(folder)) {
    const found = project.files.get(folder === '' ? name : `${folder}/${name}`);
    if (found || folder === '') return found;
  }
}

/** Signs of git other than its own folder, which is never read. */
function usesGit({ files, others }: Project): boolean {
  const signs =
    /(?:^|\/)\.git(?:ignore|attributes|modules|keep)$|^\.git(?:hub|ea)?\/|^\.gitlab-ci\.yml$/;
  return [...files.keys(), ...others].some((path) => signs.test(path));
}

/** The file by its name, and by one pattern the files that stand beside it. */
function patterns(name: string, missing: readonly string[]): readonly string[] {
  const beside = missing.filter((each) => each !== name);
  return [
    ...(missing.includes(name) ? [name] : []),
    ...(beside.length === companions.length ? [`${name}-*`] : beside),
  ];
}

/** Whether the patterns of an ignore file cover a file name; the last one that matches decides. */
function isIgnored(text: string, name: string): boolean {
  let ignored = false;
  for (const line of text.split(/\r\n|\n|\r/)) {
    const pattern = line.trim();
    if (pattern === '' || pattern.startsWith('#')) continue;
    const plain = pattern.replace(/^!/, '').replace(/^(?:\*\*\/|\/)/, '');
    if (matches(plain, name)) ignored = !pattern.startsWith('!');
  }
  return ignored;
}

function matches(pattern: string, name: string): boolean {
  const form = pattern
    .replace(/[.+^$|()\\{}]/g, '\\$&')
    .replaceAll('*', '[^/]*')
    .replaceAll('?', '[^/]');
  try {
    return new RegExp(`^${form}$`).test(name);
  } catch {
    return false;
  }
}

interface Addition {
  readonly path: string;
  readonly names: readonly string[];
  readonly context: SwitchContext;
}

function added(source: SourceFile | undefined, { path, names, context }: Addition): Outcome {
  const title = `Ignore ${names[0]} and its companions in ${path}`;
  const why = `A ${context.target.label} database is data, not source: it stays out of the repository.`;
  return outcome({ changes: [{ title, why, change: ignoring(source, path, names) }] });
}

function ignoring(
  source: SourceFile | undefined,
  path: string,
  names: readonly string[],
): FileChange {
  const heading = '# Database';
  if (!source) return { kind: 'create', path, text: `${[heading, ...names].join('\n')}\n` };
  const { text, hash } = source;
  const lineEnding = lineEndingOf(text);
  const open = text !== '' && !/[\r\n]$/.test(text);
  const apart =
    text.trim() === '' || /(?:\r\n|\n|\r)\s*$/.test(text.replace(/(?:\r\n|\n|\r)$/, ''));
  const lines = [heading, ...names].join(lineEnding) + lineEnding;
  const newText = (open ? lineEnding : '') + (apart ? '' : lineEnding) + lines;
  return { kind: 'modify', path, hash, edits: [{ start: text.length, end: text.length, newText }] };
}
