import type { TextEdit } from '../../core/edit.ts';
import { notice } from '../../core/notice.ts';
import { rangeOf, type Span } from '../../core/span.ts';
import type { CallStyle } from '../../engines/engine.ts';
import { type DatabaseUrl, parseDatabaseUrl } from '../../engines/url.ts';
import { setIniValue } from '../../formats/ini.ts';
import { isAsynchronous, migrationEnvironmentsOf } from '../facts/migration-environments.ts';
import { targetUrl } from '../facts/target-url.ts';
import type { Project } from '../project.ts';
import { outcome, type Recipe, type SwitchContext } from '../recipe.ts';
import { isIniLeft } from './application-url.ts';
import { type IniUrl, iniUrlKey, iniUrlsOf } from './ini-urls.ts';

/**
 * Points the URL in alembic.ini to the target engine, with the driver that env.py works with. The
 * template's placeholder is no URL and stays. Where both engines stay, the other URL stays beside
 * it as a comment, unless env.py takes the URL from elsewhere.
 */
export const alembicUrl: Recipe<IniUrl> = {
  id: 'alembic-url',
  ecosystem: 'alembic',
  title: 'Point the URL in alembic.ini to the target engine',
  detect: iniUrlsOf,
  rewrite(finding, context) {
    const { file, entry, url } = finding;
    if (url.engine !== context.source) return outcome({});
    if (context.goal.strategy === 'keep-both' && isIniLeft(context.project, finding)) {
      return outcome({});
    }
    const style = environmentStyle(context.project);
    const value = targetUrl(context, url, databaseName(url), style);
    if (value === undefined) return outcome({});
    const { path, hash } = file;
    const edits = editsFor(finding, context, value.replaceAll('%', '%%'));
    const range = rangeOf(file.text, entry.keySpan);
    const isNew = context.target.server && !counterpartOf(finding, context);
    const placeholder = notice('url-credentials-placeholder', { path, range }, { name: iniUrlKey });
    return outcome({
      changes: [
        {
          title: `Point ${iniUrlKey} to ${context.target.label}`,
          why: `It holds the URL of a ${context.source.label} database.`,
          change: { kind: 'modify', path, hash, edits },
        },
      ],
      notices: isNew ? [placeholder] : [],
    });
  },
};

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
  return [comment, { start: end, end, newText: `${lineEnd}${iniUrlKey} = ${value}` }];
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
