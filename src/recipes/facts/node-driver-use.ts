import { oncePer } from '../../core/once-per.ts';
import type { Span } from '../../core/span.ts';
import type { Engine, NodeDriver } from '../../engines/engine.ts';
import { importsOf, packageOf } from '../../formats/javascript/imports.ts';
import { spanOf } from '../../formats/javascript/module.ts';
import type { Project } from '../project.ts';
import { type JavaScriptFile, javascriptFilesWith } from './javascript-files.ts';

/** Where code takes in a package that talks to a database. */
export interface NodeDriverUse {
  readonly file: JavaScriptFile;
  readonly span: Span;
  readonly package: string;
}

/** Every place where code imports a driver of this engine or a package that needs one. */
export function nodeDriverUses(project: Project, engine: Engine): readonly NodeDriverUse[] {
  const names = new Set(engine.nodeDrivers.flatMap(packagesOf));
  return importedPackages(project).filter((use) => names.has(use.package));
}

/**
 * Whether code imports a driver itself, or a companion that is of no use without it. Files that are
 * moved away from the driver in the same switch do not count.
 */
export function isDriverUsed(
  project: Project,
  driver: NodeDriver,
  moved: ReadonlySet<string>,
): boolean {
  const names = packagesOf(driver);
  return importedPackages(project).some((use) => {
    const stays = use.package !== driver.packages[0] || !moved.has(use.file.path);
    return names.includes(use.package) && stays;
  });
}

function packagesOf({ packages, companions }: NodeDriver): readonly string[] {
  return [...packages, ...companions];
}

const importedPackages: (project: Project) => readonly NodeDriverUse[] = oncePer(
  (project: Project) =>
    javascriptFilesWith(project, /['"`](?:@[\w-]+\/)?(?:pg|sqlite|better-sqlite)/).flatMap((file) =>
      importsOf(file.module).map(({ source, literal }) => ({
        file,
        span: spanOf(literal),
        package: packageOf(source),
      })),
    ),
);
