import type { TextEdit } from '../../core/edit.ts';
import type { DirectChange } from '../../core/file-change.ts';
import { notice } from '../../core/notice.ts';
import { oncePer } from '../../core/once-per.ts';
import type { Engine } from '../../engines/engine.ts';
import { parseDatabaseUrl } from '../../engines/url.ts';
import { appendDotenvLine, type DotenvEntry, toggleDotenvEntry } from '../../formats/dotenv.ts';
import { fileInEffect } from '../facts/env-file-in-effect.ts';
import { envFileReadFor } from '../facts/env-file-readers.ts';
import { type EnvFile, envFilesOf } from '../facts/env-files.ts';
import { targetUrl } from '../facts/target-url.ts';
import { type UrlPlace, urlPlacesOf } from '../facts/url-places.ts';
import type { Project } from '../project.ts';
import {
  databaseNameIn,
  reasonToLeave,
  type UrlFinding,
  urlFinding,
} from '../python/url-finding.ts';
import { type Finding, outcome, type Recipe, type SwitchContext } from '../recipe.ts';

interface EnvDefault extends Finding {
  readonly url: UrlFinding;
  /** The env file that the code reads, whether it is there or not. */
  readonly read: string;
}

/**
 * Where both engines stay and code has a URL that it falls back on, the other URL goes to the env
 * file that the code reads: as a live line it decides, and as a comment leaves the decision to code.
 */
export const envDefault: Recipe<EnvDefault> = {
  id: 'env-default',
  ecosystem: 'env',
  title: 'Set the other URL in the env file that code reads, where both engines stay',
  detect: (project) => defaultsOf(project),
  rewrite(finding, context) {
    const { url, read } = finding;
    const { name, place } = url;
    const { target, source, goal, project } = context;
    if (goal.strategy !== 'keep-both' || place.url.engine !== source) return outcome({});
    if (reasonToLeave(url, context) || !isDecidedOutside(project, place)) return outcome({});
    const decided = changeOf(finding, context);
    if (!decided) return outcome({});
    const values = { variable: name, engine: target.label };
    const placeholder = notice('env-credentials-placeholder', { path: read }, values);
    return outcome({
      notices: target.server && decided.isNew ? [placeholder] : [],
      changes: [
        {
          title: `Set ${name} for ${target.label}`,
          why: `It comes before the URL of ${source.label} that the code falls back on.`,
          change: decided.change,
        },
      ],
    });
  },
};

/** The URLs of the project's code that stand in for a variable which an env file may set. */
const defaultsOf: (project: Project) => readonly EnvDefault[] = oncePer((project: Project) =>
  urlPlacesOf(project).flatMap((place) => {
    const { use, expression, profile, file } = place;
    if (use.kind !== 'setting' || expression.form !== 'plain') return [];
    if (profile === 'test' || profile === 'production') return [];
    const read = envFileReadFor(project, file, use);
    if (read === undefined) return [];
    const { path, span, name, ...url } = urlFinding(project, place);
    const label = `${name} that ${read} can set`;
    return [{ path, span, label, read, url: { path, span, name, ...url } }];
  }),
);

/** Whether an env file has the last word over a URL that code falls back on, or will have. */
export function isDecidedOutside(project: Project, place: UrlPlace): boolean {
  const found = defaultsOf(project).find(({ url }) => url.place === place);
  if (!found) return false;
  const file = fileInEffect(project, found.url.name);
  if (!file) return !project.others.has(found.read);
  const lines = urlLines(file, found.url.name);
  const isOther = (line: UrlLine) => line.engine !== place.url.engine;
  return file.path === found.read && lines.length > 0 && lines.every(isOther);
}

/** Whether code falls back on a URL of this engine where an entry is a comment. */
export function isBesideDefault(
  project: Project,
  engine: Engine,
  { file, entry }: { readonly file: EnvFile; readonly entry: DotenvEntry },
): boolean {
  return defaultsOf(project).some(({ read, url: { name, place } }) => {
    return read === file.path && name === entry.key && place.url.engine === engine;
  });
}

interface UrlLine {
  readonly entry: DotenvEntry;
  readonly engine: Engine;
}

function urlLines({ document }: EnvFile, variable: string): readonly UrlLine[] {
  return document.entries.flatMap((entry) => {
    const url = entry.key === variable ? parseDatabaseUrl(entry.value) : undefined;
    return url ? [{ entry, engine: url.engine }] : [];
  });
}

interface Decided {
  readonly change: DirectChange;
  /** Whether the line is a new one, not a comment that was there. */
  readonly isNew: boolean;
}

function changeOf({ url, read }: EnvDefault, context: SwitchContext): Decided | undefined {
  const file = envFilesOf(context.project).find(({ path }) => path === read);
  const lines = file ? urlLines(file, url.name) : [];
  if (lines.some(({ entry }) => !entry.commented)) return undefined;
  const known = lines.find(({ engine }) => engine === context.target);
  if (file && known)
    return { change: modify(file, toggleDotenvEntry(file.document, known.entry)), isNew: false };
  const value = targetUrl(context, url.place.url, databaseNameIn(url.place));
  if (value === undefined) return undefined;
  const line = `${url.name}=${value}`;
  const change = file
    ? modify(file, appendDotenvLine(file.document, line))
    : ({ kind: 'create', path: read, text: `${line}\n` } as const);
  return { change, isNew: true };
}

function modify({ path, source }: EnvFile, edit: TextEdit): DirectChange {
  return { kind: 'modify', path, hash: source.hash, edits: [edit] };
}
