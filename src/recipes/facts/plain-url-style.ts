import type { EngineId } from '../../core/goal.ts';
import { oncePer } from '../../core/once-per.ts';
import type { CallStyle, Engine } from '../../engines/engine.ts';
import { engines } from '../../engines/index.ts';
import { baseName, type Project } from '../project.ts';
import { callStyleOfProject } from './call-style.ts';
import { databasesCallsOf } from './databases-library.ts';
import { engineCallsOf } from './sqlalchemy-engines.ts';

/**
 * How a URL is used that names no driver. Where the project writes an asynchronous driver out
 * anywhere, in a URL or in code that puts it into one, a URL without a driver is a synchronous one,
 * and so it is where the library `databases` finds the driver itself; else it is used as the
 * application uses its database.
 */
export function plainUrlStyle(project: Project, engine: Engine): CallStyle {
  const isPlain = asyncDriversWritten(project).has(engine.id) || choosesDriver(project);
  return isPlain ? 'sync' : callStyleOfProject(project);
}

/** Whether the library `databases` reads the URL, and no asynchronous engine of SQLAlchemy does. */
function choosesDriver(project: Project): boolean {
  const hasAsyncEngine = engineCallsOf(project).some(({ style }) => style === 'async');
  return databasesCallsOf(project).length > 0 && !hasAsyncEngine;
}

const configuration = /\.(?:py|ya?ml|toml|ini|cfg|json|sh)$|^\.?[\w.-]*env\b|^Dockerfile/;

/** The engines whose URLs name an asynchronous driver somewhere in code or configuration. */
const asyncDriversWritten = oncePer((project: Project): ReadonlySet<EngineId> => {
  const files = [...project.files.values()].filter(({ path }) =>
    configuration.test(baseName(path)),
  );
  const found = Object.values(engines).filter((engine) => {
    const drivers = engine.pythonDrivers.filter(({ style }) => style === 'async');
    const names = drivers.map(({ urlDriver }) => urlDriver).join('|');
    const scheme = new RegExp(`\\b(?:${engine.schemes.join('|')})\\+(?:${names})\\b`);
    return files.some(({ text }) => scheme.test(text));
  });
  return new Set(found.map(({ id }) => id));
});
