import { notice } from '../../core/notice.ts';
import { rangeOf } from '../../core/span.ts';
import type { Engine } from '../../engines/engine.ts';
import { engines } from '../../engines/index.ts';
import type { DotenvEntry } from '../../formats/dotenv.ts';
import { type EnvFile, envFilesOf } from '../facts/env-files.ts';
import { type Finding, outcome, type Recipe } from '../recipe.ts';

interface EnvDsn extends Finding {
  readonly file: EnvFile;
  readonly entry: DotenvEntry;
  readonly of: Engine;
}

/**
 * Names variables that hold a connection string of libpq (`host=db dbname=shop`).
 * @see https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-KEYWORD-VALUE
 */
export const envDsn: Recipe<EnvDsn> = {
  id: 'env-dsn',
  ecosystem: 'env',
  title: 'Name connection strings in keyword form in env files',
  detect: (project) => envFilesOf(project).flatMap(findStrings),
  rewrite({ entry, file, of, path }, { source, target, goal }) {
    if (of !== source || goal.strategy === 'keep-both') return outcome({});
    const values = { name: entry.key, engine: source.label, target: target.label };
    const place = { path, range: rangeOf(file.source.text, entry.keySpan) };
    return outcome({ notices: [notice('connection-string-left', place, values)] });
  },
};

function findStrings(file: EnvFile): readonly EnvDsn[] {
  const of = Object.values(engines).find(({ server }) => server);
  if (!of) return [];
  return file.document.entries.flatMap((entry) => {
    const isDsn = /\bdbname\s*=/.test(entry.value) && /\b(?:host|user|port)\s*=/.test(entry.value);
    if (entry.commented || !isDsn) return [];
    const label = `${entry.key} in ${file.path}`;
    return { path: file.path, span: entry.span, engine: of.id, label, file, entry, of };
  });
}
