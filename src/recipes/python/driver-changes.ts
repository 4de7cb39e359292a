import { oncePer } from '../../core/once-per.ts';
import type { CallStyle, Engine, PythonDriver } from '../../engines/engine.ts';
import { callStyleOfProject, callStylesOfProject } from '../facts/call-style.ts';
import { usesDjangoBackend } from '../facts/django-backends.ts';
import { needsEngineDriver } from '../facts/django-engine-uses.ts';
import {
  type DriverSite,
  driverImport,
  driverSites,
  projectDriver,
} from '../facts/python-drivers.ts';
import { aiosqliteFamily, rawFamilies } from '../facts/raw-family.ts';
import { rawCodeOf } from '../facts/raw-files.ts';
import { suppliesUrl } from '../facts/url-suppliers.ts';
import type { SwitchContext } from '../recipe.ts';
import { DriverLedger, type DriverPlace } from './driver-ledger.ts';
import { pythonManifestsOf } from './manifests/index.ts';
import type { ManifestChange, PackageManifest } from './manifests/manifest.ts';

/** What happens to the drivers of a project, over all of its manifests. */
export interface DriverChanges {
  /** The old engine's places and why they stay; `leaves` where they do not. */
  readonly old: ReadonlyMap<DriverSite, OldDriverFate>;
  readonly changes: ReadonlyMap<PackageManifest, readonly ManifestChange[]>;
  /** Drivers that the target needs and that have no place to be written to. */
  readonly homeless: readonly PythonDriver[];
  /** What the target needs a package for. */
  readonly wanted: readonly PythonDriver[];
}

export type OldDriverFate = 'leaves' | 'imported' | 'optional' | 'keep-both';

/** Packages beside which a driver is put if the project names none of the old engine. */
export const driverNeighbours: readonly string[] = [
  'sqlalchemy',
  'sqlmodel',
  'flask-sqlalchemy',
  'databases',
  'django',
  'alembic',
];

/** Works out, once a plan, how each manifest changes. */
export const driverChanges: (context: SwitchContext) => DriverChanges = oncePer(decide);

function decide(context: SwitchContext): DriverChanges {
  const old = new Map(
    driverSites(context.project, context.source).map((site) => [site, fateOf(site, context)]),
  );
  const speaks =
    old.size > 0 ||
    suppliesUrl(context.project, context.source) ||
    usesDjangoBackend(context.project, context.source) ||
    callsDriver(context);
  const wanted = speaks ? wantedDrivers(context, [...old.keys()]) : [];
  const ledger = new DriverLedger();
  const homeless = wanted.filter((driver) => !settle(driver, old, context, ledger));
  for (const [site, fate] of old) if (fate === 'leaves') ledger.drop(site, wanted);
  return { old, changes: ledger.changes(), homeless, wanted };
}

/** Whether code calls a driver of the old engine that needs no package, such as sqlite3. */
function callsDriver({ project, source }: SwitchContext): boolean {
  const modules = source.pythonDrivers.map(({ module }) => module);
  return rawFamilies.some((family) => {
    return modules.includes(family.id) && rawCodeOf(project, family).files.length > 0;
  });
}

function fateOf(site: DriverSite, { project, goal, source }: SwitchContext): OldDriverFate {
  if (goal.strategy === 'keep-both') return 'keep-both';
  const { declared, driver } = site;
  const names = [...source.selectorNames, ...source.pythonDrivers.map(({ module }) => module)];
  if (declared.kind === 'extra' && names.includes(declared.group.toLowerCase())) return 'optional';
  const isDjangos = driver.style === 'sync' && needsEngineDriver(project, source);
  return isDjangos || driverImport(project, driver) ? 'imported' : 'leaves';
}

/**
 * The target's drivers for the ways in which this project waits for its database. A project that
 * lives on both engines and has a driver of the target has those that it needs.
 */
function wantedDrivers(
  { project, target, goal }: SwitchContext,
  old: readonly DriverSite[],
): readonly PythonDriver[] {
  const isReady = driverSites(project, target).some(({ declared }) => declared.kind === 'runtime');
  if (goal.strategy === 'keep-both' && isReady) return [];
  const styles = new Set([callStyleOfProject(project), ...callStylesOfProject(project)]);
  for (const { driver, declared, via } of old) {
    if (declared.kind === 'runtime' && via !== 'companion' && driver.style === 'async')
      styles.add('async');
  }
  return [...styles].sort().flatMap((style) => {
    const driver = driverFor(project, target, style);
    return driver && driver.packages.length > 0 ? driver : [];
  });
}

/** Code of aiosqlite moves to the driver that has connections of both kinds. */
function driverFor(
  project: SwitchContext['project'],
  target: Engine,
  style: CallStyle,
): PythonDriver | undefined {
  const isRaw = style === 'async' && rawCodeOf(project, aiosqliteFamily).files.length > 0;
  const both = isRaw ? target.pythonDrivers.find(({ bothStyles }) => bothStyles) : undefined;
  return both ?? projectDriver(project, target, style);
}

/** Sees to it that a driver of the target is installed; false where there is no place for it. */
function settle(
  driver: PythonDriver,
  old: ReadonlyMap<DriverSite, OldDriverFate>,
  { project, target }: SwitchContext,
  ledger: DriverLedger,
): boolean {
  const present = driverSites(project, target).filter((site) => site.driver === driver);
  const places = placesFor(driver, old, project);
  for (const place of places) {
    const reach = closure(project, place.manifest);
    const within = present.filter(({ manifest }) => reach.has(manifest));
    const dev = place.declared.kind === 'dev';
    const covered = within.some(
      ({ declared }) => declared.kind === 'runtime' || (dev && declared.kind === 'dev'),
    );
    const elsewhere = places.some(
      (other) =>
        other !== place && dev && reach.has(other.manifest) && other.declared.kind === 'runtime',
    );
    if (covered || elsewhere || ledger.serves(driver, reach)) continue;
    const lower = present.find(({ declared, via, manifest }) => {
      return (
        via === 'package' &&
        declared.kind !== 'runtime' &&
        closure(project, manifest).has(place.manifest)
      );
    });
    ledger.put(driver, place, lower);
  }
  return places.length > 0 || present.length > 0;
}

function placesFor(
  driver: PythonDriver,
  old: ReadonlyMap<DriverSite, OldDriverFate>,
  project: SwitchContext['project'],
): readonly DriverPlace[] {
  const usable = [...old].flatMap(
    ([site, fate]): readonly (DriverPlace & { readonly site: DriverSite })[] => {
      if (site.via === 'companion' || site.declared.kind === 'extra') return [];
      return [
        { manifest: site.manifest, declared: site.declared, site, leaves: fate === 'leaves' },
      ];
    },
  );
  const alike = usable.filter(({ site }) => site.driver.style === driver.style);
  const places = alike.length > 0 ? runtimeFirst(alike) : runtimeFirst(usable).slice(0, 1);
  if (places.length > 0) return places;
  const found = driverNeighbours.flatMap((name) =>
    pythonManifestsOf(project).flatMap((manifest) =>
      manifest.packages.flatMap((declared) =>
        declared.name === name && declared.kind === 'runtime' ? { manifest, declared } : [],
      ),
    ),
  );
  const runtime = pythonManifestsOf(project).flatMap((manifest) =>
    manifest.packages.flatMap((declared) =>
      declared.kind === 'runtime' ? { manifest, declared } : [],
    ),
  );
  return [...found.slice(0, 1), ...runtime.slice(-1)].slice(0, 1);
}

function runtimeFirst<P extends DriverPlace>(places: readonly P[]): readonly P[] {
  const rank = ({ declared }: P) => (declared.kind === 'runtime' ? 0 : 1);
  return places.toSorted((a, b) => rank(a) - rank(b));
}

/** A manifest with all that it includes. */
function closure(
  project: SwitchContext['project'],
  manifest: PackageManifest,
): ReadonlySet<PackageManifest> {
  const found = new Set([manifest]);
  for (const each of found) {
    const inside = pythonManifestsOf(project).filter(({ path }) => each.includes.includes(path));
    for (const next of inside) found.add(next);
  }
  return found;
}
