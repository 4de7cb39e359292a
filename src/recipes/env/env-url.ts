import type { TextEdit } from '../../core/edit.ts';
import { type Notice, notice, type Place } from '../../core/notice.ts';
import { rangeOf } from '../../core/span.ts';
import type { CallStyle } from '../../engines/engine.ts';
import { callStyleOf, type DatabaseUrl, parseDatabaseUrl } from '../../engines/url.ts';
import {
  type DotenvEntry,
  dotenvLineLike,
  insertDotenvLine,
  removeDotenvEntry,
  setDotenvValue,
  toggleDotenvEntry,
} from '../../formats/dotenv.ts';
import { parseDatabaseAddress } from '../facts/database-address.ts';
import { fileInEffect } from '../facts/env-file-in-effect.ts';
import { type EnvFile, envFilesOf, profileOf } from '../facts/env-files.ts';
import { targetUrl } from '../facts/target-url.ts';
import { type UrlForm, urlFormOf } from '../facts/url-form.ts';
import type { Project } from '../project.ts';
import { type Finding, type Outcome, outcome, type Recipe, type SwitchContext } from '../recipe.ts';
import { isBesideParts } from './env-choice.ts';
import { isBesideDefault } from './env-default.ts';

interface EnvUrl extends Finding {
  readonly file: EnvFile;
  readonly entry: DotenvEntry;
  readonly url: DatabaseUrl;
  readonly profile: string | undefined;
}

/**
 * Gives variables that hold a database URL one of the target engine, under their own names. Where
 * both engines stay, the other URL stays beside it as a comment, and the next switch only changes
 * which of the two lines is the comment.
 */
export const envUrl: Recipe<EnvUrl> = {
  id: 'env-url',
  ecosystem: 'env',
  title: 'Point the database URL of env files to the target engine',
  detect: (project) => envFilesOf(project).flatMap((file) => findUrls(project, file)),
  rewrite(finding, context) {
    const { url, file } = finding;
    if (url.engine !== context.source) return outcome({});
    const left = leftNotice(finding, context);
    if (left) return outcome({ notices: [left] });
    const counterpart = counterpartOf(finding, context);
    const beside = isKept(context) && isBesideCode(finding, context);
    const beaten = counterpart || beside ? fileThatDecides(finding, context) : undefined;
    if (beaten) return outcome({ notices: besideNotice(finding, beaten) });
    if (counterpart) return change(finding, context, swap(finding, counterpart, context));
    if (beside) {
      return change(finding, context, [toggleDotenvEntry(file.document, finding.entry)]);
    }
    const value = targetUrl(context, url, databaseNameOf(finding), styleOf(finding));
    if (value === undefined) {
      const values = { variable: finding.entry.key, target: context.target.label };
      return outcome({ notices: [notice('env-url-reader-unknown', placeOf(finding), values)] });
    }
    const edits = isKept(context)
      ? keepBeside(file, finding.entry, value)
      : [setDotenvValue(finding.entry, value)];
    const notices = [...credentialsNotice(finding, context), ...productionNotice(finding, context)];
    return change(finding, context, edits, notices);
  },
};

function findUrls(project: Project, file: EnvFile): readonly EnvUrl[] {
  const form = urlFormOf(project);
  return file.document.entries.flatMap((entry) => {
    const url = entry.commented ? undefined : addressIn(entry.value, form);
    if (!url) return [];
    const profile = file.profile === 'test' ? 'test' : (profileOf(entry.key) ?? file.profile);
    const engine = isShownOnly(project, file, entry) ? undefined : url.engine.id;
    return {
      path: file.path,
      span: entry.span,
      ...(engine && { engine }),
      label: `${entry.key} in ${file.path}`,
      connection: { role: 'supplies', name: entry.key, url, ...(profile && { profile }) },
      file,
      entry,
      url,
      profile,
    };
  });
}

/** A URL, or the path of a database file where the programs take one. */
function addressIn(value: string, form: UrlForm): DatabaseUrl | undefined {
  return form === 'path' ? parseDatabaseAddress(value) : parseDatabaseUrl(value);
}

/** Whether a file for copying shows a URL that a file in use sets as well: the latter decides. */
function isShownOnly(project: Project, file: EnvFile, { key }: DotenvEntry): boolean {
  if (file.profile !== 'example') return false;
  const form = urlFormOf(project);
  return envFilesOf(project).some(({ profile, document }) => {
    const inUse = document.entries.some((entry) => {
      return !entry.commented && entry.key === key && addressIn(entry.value, form);
    });
    return inUse && profile !== 'example' && profile !== 'test';
  });
}

/** Where both engines stay, the file that goes back and forth in place of this one, if another does. */
function fileThatDecides({ file, entry }: EnvUrl, context: SwitchContext): EnvFile | undefined {
  const found = isKept(context) ? fileInEffect(context.project, entry.key) : undefined;
  return found === file ? undefined : found;
}

/** Whether code has what takes over where the line is a comment. */
function isBesideCode(finding: EnvUrl, { project, target }: SwitchContext): boolean {
  return isBesideParts(project, target, finding) || isBesideDefault(project, target, finding);
}

/** A file for copying needs no word: it shows both lines. */
function besideNotice(finding: EnvUrl, { path: file }: EnvFile): readonly Notice[] {
  if (finding.file.profile === 'example') return [];
  const values = { variable: finding.entry.key, file };
  return [notice('env-file-beside-left', placeOf(finding), values)];
}

function isKept({ goal }: SwitchContext): boolean {
  return goal.strategy === 'keep-both';
}

/** Test files keep their engine, and production does where both engines stay. */
function leftNotice(finding: EnvUrl, { goal, source, target }: SwitchContext): Notice | undefined {
  const variable = finding.entry.key;
  if (finding.file.profile === 'test') {
    const values = { variable, engine: source.label, target: target.label };
    return notice('env-test-profile-left', placeOf(finding), values);
  }
  const isProduction = finding.profile === 'production' || finding.file.isForProduction;
  if (isProduction && goal.strategy === 'keep-both') {
    return notice('env-production-left', placeOf(finding), { variable, engine: source.label });
  }
  return undefined;
}

/** The same variable, commented out, with a URL of the target: what an earlier switch left. */
function counterpartOf({ file, entry }: EnvUrl, { target, project }: SwitchContext) {
  const form = urlFormOf(project);
  const { entries } = file.document;
  const same = entries.filter(({ key, commented, value }) => {
    return commented && key === entry.key && addressIn(value, form)?.engine === target;
  });
  const distance = ({ span }: DotenvEntry) => Math.abs(span.start - entry.span.start);
  return same.toSorted((a, b) => distance(a) - distance(b))[0];
}

function swap(
  { file, entry }: EnvUrl,
  counterpart: DotenvEntry,
  { goal }: SwitchContext,
): readonly TextEdit[] {
  const old =
    goal.strategy === 'keep-both'
      ? toggleDotenvEntry(file.document, entry)
      : removeDotenvEntry(file.document, entry);
  return [old, toggleDotenvEntry(file.document, counterpart)];
}

/** The old line becomes a comment where it stands: its password is in no edit. */
function keepBeside(file: EnvFile, entry: DotenvEntry, value: string): readonly TextEdit[] {
  const line = dotenvLineLike(file.document, entry, value);
  return [toggleDotenvEntry(file.document, entry), insertDotenvLine(file.document, entry, line)];
}

/** A URL without a driver beside one with an asynchronous one is that of synchronous code. */
function styleOf({ url, entry, file }: EnvUrl): CallStyle | undefined {
  if (url.driver) return undefined;
  const others = file.document.entries.filter((other) => other !== entry && !other.commented);
  const async = others.some(({ value }) => {
    const other = parseDatabaseUrl(value);
    return other?.engine === url.engine && callStyleOf(other) === 'async';
  });
  return async ? 'sync' : undefined;
}

/** The database that a URL names; `${PARTS}` are looked up in the same file. */
function databaseNameOf({ url, file, entry, profile }: EnvUrl): string {
  const part = /^\$\{?(\w+)(?::?-([^}]*))?\}?$/.exec(url.database);
  const [, key, fallback = ''] = part ?? [];
  const value = file.document.entries.find((other) => other.key === key && !other.commented)?.value;
  const written = url.engine.server ? url.database : stemOf(url.database);
  const name = part ? (value ?? fallback) : written;
  const clean = /^[\w-]+$/.test(name) ? name : '';
  const isTest = profile === 'test' && profileOf(entry.key) === 'test';
  return isTest && profileOf(clean) !== 'test' ? `test_${clean || 'app'}` : clean;
}

/** A file's name without folder and ending. */
function stemOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.\w+$/, '');
}

function credentialsNotice(finding: EnvUrl, { target }: SwitchContext): readonly Notice[] {
  if (!target.server) return [];
  const values = { variable: finding.entry.key, engine: target.label };
  return [notice('env-credentials-placeholder', placeOf(finding), values)];
}

/** Nothing of production is changed without a word. */
function productionNotice(finding: EnvUrl, { target }: SwitchContext): readonly Notice[] {
  if (finding.profile !== 'production') return [];
  const values = { variable: finding.entry.key, target: target.label };
  return [notice('env-production-changes', placeOf(finding), values)];
}

function change(
  { file, entry }: EnvUrl,
  { source, target }: SwitchContext,
  edits: readonly TextEdit[],
  notices: readonly Notice[] = [],
): Outcome {
  const { path, hash } = file.source;
  return outcome({
    changes: [
      {
        title: `Point ${entry.key} to ${target.label}`,
        why: `It holds the URL of a ${source.label} database.`,
        change: { kind: 'modify', path, hash, edits },
      },
    ],
    notices,
  });
}

function placeOf({ path, file, entry }: EnvUrl): Place {
  return { path, range: rangeOf(file.source.text, entry.keySpan) };
}
