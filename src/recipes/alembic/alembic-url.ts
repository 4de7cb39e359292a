import type { TextEdit } from '../../core/edit.ts';
import { notice } from '../../core/notice.ts';
import type { SourceFile } from '../../core/snapshot.ts';
import { rangeOf, type Span } from '../../core/span.ts';
import type { CallStyle } from '../../engines/engine.ts';
import { type DatabaseUrl, parseDatabaseUrl } from '../../engines/url.ts';
import { type IniEntry, parseIni, setIniValue } from '../../formats/ini.ts';
import { isAsynchronous, migrationEnvironmentsOf } from '../facts/migration-environments.ts';
import { targetUrl } from '../facts/target-url.ts';
import { filesWhere, type Project } from '../project.ts';
import { type Finding, outcome, type Recipe, type SwitchContext } from '../recipe.ts';

interface IniUrl extends Finding {
  readonly file: SourceFile;
  readonly entry: IniEntry;
  readonly url: DatabaseUrl;
}

const key = 'sqlalchemy.url';

/**
 * Points the URL in alembic.ini to the target engine, with the driver that env.py works with. The
 * template's placeholder is no URL and stays. Where both engines stay, the other URL stays beside
 * it as a comment.
 */
export const alembicUrl: Recipe<IniUrl> = {
  id: 'alembic-url',
  ecosystem: 'alembic',
  title: 'Point the URL in alembic.ini to the target engine',
  detect: (project) =>
    filesWhere(project, (path) => path.endsWith('.ini')).flatMap((file) => findUrls(file)),
  rewrite(finding, context) {
    const { file, entry, url } = finding;
    if (url.engine !== context.source) return outcome({});
    const style = environmentStyle(context.project);
    const value = targetUrl(context, url, databaseName(url), style);
    if (value === undefined) return outcome({});
    const { path, hash } = file;
    const edits = editsFor(finding, context, value.replaceAll('%', '%%'));
    const range = rangeOf(file.text, entry.keySpan);
    const isNew = context.target.server && !counterpartOf(finding, context);
    const placeholder = notice('url-credentials-placeholder', { path, range }, { name: key });
    return outcome({
      changes: [
        {
          title: `Point ${key} to ${context.target.label}`,
          why: `It holds the URL of a ${context.source.label} database.`,
          change: { kind: 'modify', path, hash, edits },
        },
      ],
      notices: isNew ? [placeholder] : [],
    });
  },
};

function findUrls(file: SourceFile): readonly IniUrl[] {
  if (!file.text.includes(key)) return [];
  const { path, text } = file;
  return parseIni(text).sections.flatMap(({ entries }) =>
    entries.flatMap((entry) => {
      const url = entry.key === key && parseDatabaseUrl(entry.value.replaceAll('%%', '%'));
      if (!url) return [];
      const connection = { role: 'supplies', name: key, url } as const;
      const label = `${key} in ${path}`;
      return [
        { path, span: entry.span, engine: url.engine.id, label, connection, file, entry, url },
      ];
    }),
  );
}

/** How env.py connects; without one that can be read, as Alembic's first template does. */
function environmentStyle(project: Project): CallStyle {
  return migrationEnvironmentsOf(project).some(isAsynchronous) ? 'async' : 'sync';
}

function databaseName({ engine, database }: DatabaseUrl): string {
  const stem = engine.server ? database : database.replace(/^.*\//, '').replace(/\.\w+$/, '');
  return /^[\p{L}\p{N}_-]+$/u.test(stem) ? stem : '';
}

function editsFor(finding: IniUrl, context: SwitchContext, value: string): readonly TextEdit[] {
  const { file, entry } = finding;
  const start = file.text.lastIndexOf('\n', entry.span.start - 1) + 1;
  const comment = { start, end: start, newText: '# ' };
  if (context.goal.strategy === 'replace') return [setIniValue(entry, value)];
  const counterpart = counterpartOf(finding, context);
  if (counterpart) return [comment, { ...counterpart, newText: '' }];
  const lineEnd = file.text.includes('\r\n') ? '\r\n' : '\n';
  const { end } = entry.span;
  return [comment, { start: end, end, newText: `${lineEnd}${key} = ${value}` }];
}

/** The mark of the nearest commented line with a URL of the target: what an earlier switch left. */
function counterpartOf({ file, entry }: IniUrl, { goal, target }: SwitchContext): Span | undefined {
  if (goal.strategy === 'replace') return undefined;
  const lines = file.text.matchAll(/^([#;][ \t]*)sqlalchemy\.url\s*[=:]\s*(\S+)/gm);
  const marks = [...lines].flatMap(({ index, 1: mark = '', 2: value = '' }) => {
    const isOne = parseDatabaseUrl(value.replaceAll('%%', '%'))?.engine === target;
    return isOne ? [{ start: index, end: index + mark.length }] : [];
  });
  const distance = ({ start }: Span) => Math.abs(start - entry.span.start);
  return marks.toSorted((a, b) => distance(a) - distance(b))[0];
}
