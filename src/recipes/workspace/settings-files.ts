import type { TextEdit } from '../../core/edit.ts';
import { type Notice, notice } from '../../core/notice.ts';
import { rangeOf } from '../../core/span.ts';
import { type DatabaseUrl, parseDatabaseUrl } from '../../engines/url.ts';
import { lineEndAt, lineEndingOf, lineStartAt, nextLineAt } from '../../formats/lines.ts';
import { type Profile, profileOfName } from '../facts/profile.ts';
import { type SettingEntry, settingEntriesOf } from '../facts/settings-files.ts';
import { targetUrl } from '../facts/target-url.ts';
import { baseName, folderOf, type Project } from '../project.ts';
import { type Finding, type Outcome, outcome, type Recipe, type SwitchContext } from '../recipe.ts';
import { isInfrastructure } from './infrastructure.ts';

interface SettingUrl extends Finding {
  readonly entry: SettingEntry;
  readonly url: DatabaseUrl;
  readonly name: string;
  readonly profile: Profile | undefined;
}

/** Points database URLs in YAML, TOML and JSON settings of the application to the target. */
export const settingsFiles: Recipe<SettingUrl> = {
  id: 'settings-files',
  ecosystem: 'workspace',
  title: 'Point database URLs in YAML, TOML and JSON settings to the target engine',
  detect: (project) =>
    settingEntriesOf(project)
      .filter(({ source }) => !isInfrastructure(source))
      .flatMap((entry) => found(entry)),
  rewrite(finding, context) {
    if (finding.url.engine !== context.source) return outcome({});
    if (!isReadByCode(finding, context.project)) {
      return outcome({ notices: [leftOf('settings-reader-unknown', finding, context)] });
    }
    const left = leftNotice(finding, context);
    if (left) return outcome({ notices: [left] });
    const counterpart = swapWithComment(finding.entry, context);
    if (counterpart) return change(finding, context, counterpart);
    const value = targetUrl(context, finding.url, databaseNameOf(finding));
    if (value === undefined) return outcome({ notices: [unknownReader(finding, context)] });
    const keeps = context.goal.strategy === 'keep-both';
    const edits = keeps ? keepBeside(finding.entry, value) : [finding.entry.write(value)];
    if (!edits) return outcome({ notices: [leftOf('settings-keep-both-left', finding, context)] });
    return change(finding, context, edits, credentialsNotice(finding, context));
  },
};

function found(entry: SettingEntry): readonly SettingUrl[] {
  const url = parseDatabaseUrl(entry.value);
  if (!url) return [];
  const name = entry.path.join('.');
  const { path } = entry.source;
  const profile = profileOfName(name) ?? profileOfName(path.slice(folderOf(path).length));
  return [
    {
      path,
      span: entry.span,
      engine: url.engine.id,
      label: `${name} in ${path}`,
      connection: { role: 'supplies', name, url, ...(profile && { profile }) },
      entry,
      url,
      name,
      profile,
    },
  ];
}

const knownName =
  /(?:^|\/)(?:\.?secrets|settings|config|configuration|conf|application|app|default|base|development|dev|local|production|prod|staging|stage|testing|test|database|db|dynaconf|pyproject|alembic)(?:[.-][\w-]+)*\.\w+$/i;

/** Whether a file is named as settings of applications are, or code names it. */
function isReadByCode({ path }: SettingUrl, project: Project): boolean {
  if (knownName.test(path) || /(?:^|\/)(?:config|conf|settings)\//.test(path)) return true;
  const name = baseName(path);
  return [...project.files.values()].some(({ path: other, text }) => {
    return /\.(?:py|[cm]?[jt]s)$/.test(other) && text.includes(name);
  });
}

function leftNotice(finding: SettingUrl, context: SwitchContext): Notice | undefined {
  if (finding.profile === 'test') return leftOf('settings-test-left', finding, context);
  if (finding.profile !== 'production' || context.goal.strategy !== 'keep-both') return undefined;
  return leftOf('settings-production-left', finding, context);
}

type LeftCode =
  | 'settings-reader-unknown'
  | 'settings-test-left'
  | 'settings-production-left'
  | 'settings-keep-both-left';

function leftOf(code: LeftCode, finding: SettingUrl, { source, target }: SwitchContext): Notice {
  const values = { name: finding.name, engine: source.label, target: target.label };
  return notice(code, placeOf(finding), values);
}

function unknownReader(finding: SettingUrl, { target }: SwitchContext): Notice {
  const values = { variable: finding.name, target: target.label };
  return notice('env-url-reader-unknown', placeOf(finding), values);
}

/** The old line becomes a comment, where the format has some and the entry a line of its own. */
function keepBeside(entry: SettingEntry, value: string): readonly TextEdit[] | undefined {
  const { source, span, comments } = entry;
  const { text } = source;
  const start = lineStartAt(text, span.start);
  const indent = text.slice(start, span.start);
  const end = lineEndAt(text, span.end);
  const alone = indent.trim() === '' && /^[ \t]*(?:#.*)?$/.test(text.slice(span.end, end));
  if (!comments || !alone) return undefined;
  const edit = entry.write(value);
  const line = `${indent}${text.slice(span.start, edit.start)}${edit.newText}`;
  return [
    { start: span.start, end: span.start, newText: '# ' },
    { start: end, end, newText: `${lineEndingOf(text)}${line}` },
  ];
}

/** Where the line above or below is the same setting for the target, commented out: exchanges them. */
function swapWithComment(
  { source: { text }, span, valueSpan }: SettingEntry,
  { target, goal }: SwitchContext,
): readonly TextEdit[] | undefined {
  const key = text.slice(span.start, valueSpan.start);
  const start = lineStartAt(text, span.start);
  const above = lineStartAt(text, Math.max(0, start - 1));
  const below = nextLineAt(text, span.end);
  for (const line of [above, below]) {
    if (line === start) continue;
    const content = text.slice(line, lineEndAt(text, line));
    const [, indent = '', mark = '', rest = ''] = /^([ \t]*)(#[ \t]*)(.*)$/.exec(content) ?? [];
    const address = /^["']?([^"'\s]*)/.exec(rest.slice(key.length))?.[1] ?? '';
    if (!mark || !rest.startsWith(key) || parseDatabaseUrl(address)?.engine !== target) continue;
    const at = line + indent.length;
    const old =
      goal.strategy === 'keep-both'
        ? { start: span.start, end: span.start, newText: '# ' }
        : { start, end: below, newText: '' };
    return [old, { start: at, end: at + mark.length, newText: '' }];
  }
  return undefined;
}

function databaseNameOf({ url }: SettingUrl): string {
  const name = url.engine.server
    ? url.database
    : url.database.slice(url.database.lastIndexOf('/') + 1).replace(/\.\w+$/, '');
  return /^[\w-]+$/.test(name) ? name : '';
}

function credentialsNotice(finding: SettingUrl, { target }: SwitchContext): readonly Notice[] {
  if (!target.server) return [];
  const values = { name: finding.name, engine: target.label };
  return [notice('settings-credentials-placeholder', placeOf(finding), values)];
}

function change(
  finding: SettingUrl,
  { source, target }: SwitchContext,
  edits: readonly TextEdit[],
  more: readonly Notice[] = [],
): Outcome {
  const { path, hash } = finding.entry.source;
  const { name, profile } = finding;
  const notices = [...more];
  if (profile === 'production') {
    const values = { name, target: target.label };
    notices.push(notice('settings-production-changes', placeOf(finding), values));
  }
  const title = `Point ${name} to ${target.label}`;
  const why = `It holds the URL of a ${source.label} database.`;
  return outcome({
    changes: [{ title, why, change: { kind: 'modify', path, hash, edits } }],
    notices,
  });
}

function placeOf({ path, entry, span }: Pick<SettingUrl, 'path' | 'entry' | 'span'>) {
  return { path, range: rangeOf(entry.source.text, span) };
}
