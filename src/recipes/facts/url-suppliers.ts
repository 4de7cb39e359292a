import type { SourceFile } from '../../core/snapshot.ts';
import type { Engine } from '../../engines/engine.ts';
import { parseDatabaseUrl } from '../../engines/url.ts';
import { baseName, type Project } from '../project.ts';
import { envFilesOf } from './env-files.ts';

/** Code that supplies a URL to nobody but itself. */
const besides =
  /(?:^|\/)(?:tests?|alembic|migrations?|versions|docs?)\/|(?:^|\/)(?:conftest|test_\w+)\.py$/;

/** Whether anything but tests says where a database of this engine is. */
export function suppliesUrl(project: Project, engine: Engine): boolean {
  const inEnv = envFilesOf(project).some(({ profile, document }) => {
    if (profile === 'test') return false;
    return document.entries.some(({ commented, value }) => {
      return !commented && parseDatabaseUrl(value)?.engine === engine;
    });
  });
  return inEnv || supplierOutside(project, engine) !== undefined;
}

/** The first compose file or source file of the application that holds a URL of this engine. */
function supplierOutside(project: Project, engine: Engine): SourceFile | undefined {
  const url = new RegExp(`\\b(?:${engine.schemes.join('|')})(?:\\+\\w+)?://`);
  return [...project.files.values()].find(({ path, text }) => {
    const name = baseName(path);
    const supplies = /\.(?:py|[cm]?[jt]s)$|compose[\w.-]*\.ya?ml$/.test(name);
    return supplies && !besides.test(path) && url.test(text);
  });
}
