import type { Engine } from '../../engines/engine.ts';
import { type ImportedName, importsOf } from '../../formats/python/imports.ts';
import type { PythonModule } from '../../formats/python/module.ts';

/** The import of a package with which tests start a server of this engine of their own. */
export function serverPackageImport(
  module: PythonModule,
  engine: Engine,
): ImportedName | undefined {
  return importsOf(module).find((found) => isServerPackage(engine, found.module));
}

/** Whether a module, or one in it, starts servers of this engine for tests. */
export function isServerPackage({ testServers }: Engine, name: string): boolean {
  return testServers.some((each) => name === each || name.startsWith(`${each}.`));
}
