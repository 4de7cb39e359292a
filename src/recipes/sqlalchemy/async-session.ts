import { oncePer } from '../../core/once-per.ts';
import type { Engine } from '../../engines/engine.ts';
import { engineOfScheme, engines } from '../../engines/index.ts';
import { engineCallsOf } from '../facts/sqlalchemy-engines.ts';
import { baseName, type Project } from '../project.ts';
import { modifyPython } from '../python-files.ts';
import { type Finding, outcome, type Recipe } from '../recipe.ts';
import { isMigration } from './async/functions.ts';
import { type AsyncFile, asyncFilesOf } from './async/project-edits.ts';

interface AsyncFinding extends Finding {
  readonly found: AsyncFile;
}

/** Makes engines, sessions, dependencies and their callers asynchronous; a plan of its own. */
export const asyncSession: Recipe<AsyncFinding> = {
  id: 'async-session',
  ecosystem: 'sqlalchemy',
  title: 'Make synchronous SQLAlchemy sessions and their callers asynchronous',
  detect(project) {
    const engine = engineOfSessions(project);
    if (!engine) return [];
    return asyncFilesOf(project, driverOf(engine)).map((found) => {
      const { path } = found.file;
      const span = { start: 0, end: 0 };
      return { path, span, engine: engine.id, label: `sessions in ${path}`, found };
    });
  },
  rewrite({ found, path }) {
    const { file, edits, notices } = found;
    const title = `Await the database in ${baseName(path)}`;
    const why = 'The engine is asynchronous, and so is everything that calls it.';
    const change = modifyPython(file, edits);
    return outcome({ changes: edits.length > 0 ? [{ title, why, change }] : [], notices });
  },
};

/** The engine of the synchronous sessions, if the project has any. */
export function engineOfSessions(project: Project): Engine | undefined {
  const call = engineCallsOf(project).find(({ style, file, fromConfig }) => {
    return style === 'sync' && !fromConfig && !isMigration(file.path);
  });
  if (!call) return undefined;
  return call.engine ? engines[call.engine] : engineOfScheme('postgresql');
}

/** The driver that waits, and how URLs name it. */
const driverOf = oncePer((engine: Engine) => {
  const driver = engine.pythonDrivers.find(({ style }) => style === 'async');
  return { drivername: `${engine.sqlalchemyDialect}+${driver?.urlDriver ?? ''}` };
});
