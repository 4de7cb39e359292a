import { oncePer } from '../../core/once-per.ts';
import type { SourceFile } from '../../core/snapshot.ts';
import { type DatabaseUrl, parseDatabaseUrl } from '../../engines/url.ts';
import { type IniEntry, parseIni } from '../../formats/ini.ts';
import { filesWhere, type Project } from '../project.ts';
import type { Finding } from '../recipe.ts';

/** The URL that an ini file of Alembic has, if it is more than the template's placeholder. */
export interface IniUrl extends Finding {
  readonly file: SourceFile;
  readonly entry: IniEntry;
  readonly url: DatabaseUrl;
}

/** The key under which Alembic looks for its URL. */
export const iniUrlKey = 'sqlalchemy.url';

/** The URLs in the project's ini files. */
export const iniUrlsOf: (project: Project) => readonly IniUrl[] = oncePer((project: Project) =>
  filesWhere(project, (path) => path.endsWith('.ini')).flatMap((file) => findUrls(file)),
);

function findUrls(file: SourceFile): readonly IniUrl[] {
  if (!file.text.includes(iniUrlKey)) return [];
  const { path, text } = file;
  return parseIni(text).sections.flatMap(({ entries }) =>
    entries.flatMap((entry) => {
      const url = entry.key === iniUrlKey && parseDatabaseUrl(entry.value.replaceAll('%%', '%'));
      if (!url) return [];
      const connection = { role: 'supplies', name: iniUrlKey, url } as const;
      const label = `${iniUrlKey} in ${path}`;
      return [
        { path, span: entry.span, engine: url.engine.id, label, connection, file, entry, url },
      ];
    }),
  );
}
