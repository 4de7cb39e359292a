import { notice } from '../../core/notice.ts';
import { rangeOf } from '../../core/span.ts';
import type { Engine } from '../../engines/engine.ts';
import { engines } from '../../engines/index.ts';
import { parseDatabaseUrl } from '../../engines/url.ts';
import type { DotenvEntry } from '../../formats/dotenv.ts';
import { type EnvFile, envFilesOf } from '../facts/env-files.ts';
import { type Finding, outcome, type Recipe } from '../recipe.ts';

interface EnvDsn extends Finding {
  readonly file: EnvFile;
  readonly entry: DotenvEntry;
  readonly of: Engine;
  /** Whether it is a URL in Celery's form, `db+postgresql://...`. */
  readonly isCelery: boolean;
}

/**
 * Names variables that hold a connection string of libpq (`host=db dbname=shop`), or Celery's form
 * of a URL for its results, which the driver of the application serves.
 * @see https://docs.celeryq.dev/en/stable/userguide/configuration.html#database-url-examples
 * @see https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-KEYWORD-VALUE
 */
export const envDsn: Recipe<EnvDsn> = {
  id: 'env-dsn',
  ecosystem: 'env',
  title: 'Name connection strings of other clients in env files',
  detect: (project) => envFilesOf(project).flatMap(findStrings),
  rewrite({ entry, file, of, path, isCelery }, { source, target, goal }) {
    if (of !== source || goal.strategy === 'keep-both') return outcome({});
    const values = { name: entry.key, engine: source.label, target: target.label };
    const place = { path, range: rangeOf(file.source.text, entry.keySpan) };
    const code = isCelery ? 'celery-results-left' : 'connection-string-left';
    return outcome({ notices: [notice(code, place, values)] });
  },
};

const celeryForm = /^db\+(\S+)$/;

function findStrings(file: EnvFile): readonly EnvDsn[] {
  const of = Object.values(engines).find(({ server }) => server);
  if (!of) return [];
  return file.document.entries.flatMap((entry) => {
    const isDsn = /\bdbname\s*=/.test(entry.value) && /\b(?:host|user|port)\s*=/.test(entry.value);
    const isCelery = parseDatabaseUrl(celeryForm.exec(entry.value)?.[1] ?? '')?.engine === of;
    if (entry.commented || !(isDsn || isCelery)) return [];
    const label = `${entry.key} in ${file.path}`;
    const engine = isCelery ? {} : { engine: of.id };
    return { path: file.path, span: entry.span, ...engine, label, file, entry, of, isCelery };
  });
}
