import type { SourceFile } from '../../core/snapshot.ts';
import type { Engine } from '../../engines/engine.ts';
import { baseName, type Project } from '../project.ts';

/** Code that supplies a URL to nobody but itself. */
const besides =
  /(?:^|\/)(?:tests?|alembic|migrations?|versions|docs?)\/|(?:^|\/)(?:conftest|test_\w+)\.py$/;

/** The first compose file or source file of the application that holds a URL of this engine. */
export function supplierOutside(project: Project, engine: Engine): SourceFile | undefined {
  const url = new RegExp(`\\b(?:${engine.schemes.join('|')})(?:\\+\\w+)?://`);
  return [...project.files.values()].find(({ path, text }) => {
    const name = baseName(path);
    const supplies = /\.(?:py|[cm]?[jt]s)$|compose[\w.-]*\.ya?ml$/.test(name);
    return supplies && !besides.test(path) && url.test(text);
  });
}
