import { oncePer } from '../../core/once-per.ts';
import type { Span } from '../../core/span.ts';
import type { Engine, PythonDriver } from '../../engines/engine.ts';
import { engines } from '../../engines/index.ts';
import { importsOf } from '../../formats/python/imports.ts';
import type { Project } from '../project.ts';
import { pythonManifestsOf } from '../python/manifests/index.ts';
import type { DeclaredPackage, PackageManifest } from '../python/manifests/manifest.ts';
import { type PythonFile, pythonFilesWith } from '../python-files.ts';
import { isMovedFile } from './moved-files.ts';
import { isTestFile } from './profile.ts';
import { urlBuildsOf } from './url-builds.ts';
import { urlPlacesOf } from './url-places.ts';

/** A place of a manifest that makes a driver be installed. */
export interface DriverSite {
  readonly manifest: PackageManifest;
  readonly declared: DeclaredPackage;
  readonly driver: PythonDriver;
  /** The driver's own package, one that brings it (with the extra, if any), or one that needs it. */
  readonly via: 'package' | 'other' | 'companion';
  readonly extra: string;
}

/** Every place of the project's manifests that has to do with a driver of this engine. */
export function driverSites(project: Project, engine: Engine): readonly DriverSite[] {
  return allSites(project).get(engine) ?? [];
}

const allSites = oncePer(
  (project: Project): ReadonlyMap<Engine, readonly DriverSite[]> =>
    new Map(
      Object.values(engines).map((engine) => [
        engine,
        pythonManifestsOf(project).flatMap((manifest) =>
          manifest.packages.flatMap((declared) => sitesOf(manifest, declared, engine)),
        ),
      ]),
    ),
);

function sitesOf(
  manifest: PackageManifest,
  declared: DeclaredPackage,
  engine: Engine,
): readonly DriverSite[] {
  return engine.pythonDrivers.flatMap((driver): readonly DriverSite[] => {
    const site = { manifest, declared, driver, extra: '' };
    if (driver.packages.includes(declared.name)) return [{ ...site, via: 'package' }];
    if (driver.companions.includes(declared.name)) return [{ ...site, via: 'companion' }];
    return driver.viaExtras.flatMap((text): readonly DriverSite[] => {
      const { name, extra } = readVia(text);
      const written = declared.extras.find((each) => normalized(each) === normalized(extra));
      const brings = name === declared.name && (!extra || written !== undefined);
      return brings ? [{ ...site, via: 'other', extra: written ?? extra }] : [];
    });
  });
}

/** @see https://packaging.python.org/en/latest/specifications/name-normalization/ */
function normalized(name: string): string {
  return name.replace(/[-_.]+/g, '-').toLowerCase();
}

/** Reads `package[extra]` or `package`. */
export function readVia(text: string): { readonly name: string; readonly extra: string } {
  const [, name = text, extra = ''] = /^([^[]+)(?:\[(.+)\])?$/.exec(text) ?? [];
  return { name, extra };
}

/** Where code imports a module. */
export interface ImportPlace {
  readonly file: PythonFile;
  readonly span: Span;
  readonly module: string;
}

/**
 * The first import of a driver (or of a package of its family, such as `psycopg_pool`) in code that
 * a switch does not move to another one.
 */
export function driverImport(project: Project, driver: PythonDriver): ImportPlace | undefined {
  return importedModules(project).find(({ module, file }) => {
    const isOne = module === driver.module || module.startsWith(`${driver.module}_`);
    return isOne && !isMovedFile(project, file.path);
  });
}

const importedModules: (project: Project) => readonly ImportPlace[] = oncePer((project: Project) =>
  pythonFilesWith(project, /psycopg|asyncpg|pg8000|aiopg|sqlite/).flatMap((file) =>
    importsOf(file.module).map(({ module, from, to }) => ({
      file,
      span: { start: from, end: to },
      module: module.split('.')[0] ?? '',
    })),
  ),
);

/**
 * The driver of an engine that a project takes for this call style: one that it has a package of,
 * imports or names in a URL of SQLAlchemy, else the engine's first.
 */
export function projectDriver(
  project: Project,
  engine: Engine,
  style: PythonDriver['style'],
): PythonDriver | undefined {
  const fitting = engine.pythonDrivers.filter((driver) => driver.style === style);
  const declared = new Set(driverSites(project, engine).map(({ driver }) => driver));
  return (
    fitting.find((driver) => declared.has(driver)) ??
    fitting.find((driver) => driverImport(project, driver)) ??
    driverOfUrls(project, engine, fitting) ??
    fitting[0]
  );
}

/** What the URLs of an engine in code say, where code holds those of both and chooses. */
function driverOfUrls(
  project: Project,
  engine: Engine,
  fitting: readonly PythonDriver[],
): PythonDriver | undefined {
  if (pythonFilesWith(project, /\b(?:sqlalchemy|sqlmodel)\b/).length === 0) return undefined;
  const written = [...urlPlacesOf(project), ...urlBuildsOf(project)]
    .filter(({ file, url }) => url.engine === engine && !isTestFile(file.path))
    .map(({ url }) => url.driver);
  return fitting.find(({ module, urlDriver }) => {
    return written.some((driver) => driver === urlDriver || driver === module);
  });
}
