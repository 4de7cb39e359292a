import { type Notice, notice, type Place } from '../../core/notice.ts';
import type { SourceFile } from '../../core/snapshot.ts';
import { rangeOf, type Span } from '../../core/span.ts';
import type { Engine } from '../../engines/engine.ts';
import { engines } from '../../engines/index.ts';
import { type DriverSite, driverImport, driverSites } from '../facts/python-drivers.ts';
import { rawPathsOf } from '../facts/raw-files.ts';
import { suppliesUrl } from '../facts/url-suppliers.ts';
import type { Project } from '../project.ts';
import { placeIn } from '../python-files.ts';
import { type Finding, type Outcome, outcome, type Recipe, type SwitchContext } from '../recipe.ts';
import { type DriverChanges, driverChanges, driverNeighbours } from './driver-changes.ts';
import { installTasks, lockNotices } from './install-tasks.ts';
import { type BrokenManifest, brokenManifestsOf, pythonManifestsOf } from './manifests/index.ts';
import type { ManifestChange, PackageManifest } from './manifests/manifest.ts';

interface PythonManifest extends Finding {
  /** Absent where the file cannot be read, or none was found. */
  readonly manifest?: PackageManifest;
  readonly broken?: BrokenManifest;
}

/**
 * Exchanges the drivers that Python manifests ask for: requirements files, `pyproject.toml` (PEP
 * 621, uv, PDM, Poetry) and Pipfiles. A driver that only development has becomes one of the
 * application; one that code still imports stays.
 */
export const pythonDependencies: Recipe<PythonManifest> = {
  id: 'python-dependencies',
  ecosystem: 'python',
  title: 'Exchange database drivers in requirements files, pyproject.toml and Pipfile',
  detect: (project) => [
    ...relevantManifests(project).map((manifest) => found(project, manifest)),
    ...brokenManifestsOf(project).map(unreadable),
    ...withoutManifest(project),
  ],
  rewrite({ manifest, broken, path }, context) {
    if (broken) return outcome({ notices: [brokenNotice(broken)] });
    const decided = driverChanges(context);
    if (!manifest) return outcome({ notices: homelessNotices(decided, context, path) });
    const changes = decided.changes.get(manifest) ?? [];
    const [first] = relevantManifests(context.project);
    const notices = [
      ...(manifest === first ? homelessNotices(decided, context, '') : []),
      ...stayingNotices(manifest, decided, context),
      ...otherPackages(manifest, context),
    ];
    if (changes.length === 0) return outcome({ notices });
    if (manifest.frozen) {
      return outcome({ notices: [...notices, frozenNotice(manifest, changes, context)] });
    }
    notices.push(...lockNotices(context.project, manifest));
    return { ...edited(manifest, changes, context), notices };
  },
};

/**
 * Manifests that name a driver, or a package beside which one would be put. Where there are none
 * and code opens its database itself, as with sqlite3, all that the application installs from.
 */
function relevantManifests(project: Project): readonly PackageManifest[] {
  const naming = namingManifests(project);
  if (naming.length > 0 || rawPathsOf(project).size === 0) return naming;
  return pythonManifestsOf(project).filter(({ packages }) =>
    packages.some(({ kind }) => kind === 'runtime'),
  );
}

function namingManifests(project: Project): readonly PackageManifest[] {
  const all = Object.values(engines);
  const sites = new Set(
    all.flatMap((engine) => driverSites(project, engine)).map(({ manifest }) => manifest),
  );
  const known = new Set([
    ...driverNeighbours,
    ...all.flatMap(({ pythonPackages }) => pythonPackages),
  ]);
  return pythonManifestsOf(project).filter((manifest) => {
    return sites.has(manifest) || manifest.packages.some(({ name }) => known.has(name));
  });
}

function found(project: Project, manifest: PackageManifest): PythonManifest {
  const engine = engineOf(project, manifest);
  return {
    path: manifest.path,
    span: manifest.packages[0]?.span ?? { start: 0, end: 0 },
    ...(engine && { engine: engine.id }),
    label: `packages in ${manifest.path}`,
    manifest,
  };
}

/** The first file that opens a database, of a project that lists its packages nowhere. */
function withoutManifest(project: Project): readonly PythonManifest[] {
  if (pythonManifestsOf(project).length + brokenManifestsOf(project).length > 0) return [];
  const [path] = rawPathsOf(project);
  return path === undefined
    ? []
    : [{ path, span: { start: 0, end: 0 }, label: `driver of ${path}` }];
}

/** The engine whose drivers a manifest asks for; of both or none, the one that a URL names. */
function engineOf(project: Project, manifest: PackageManifest): Engine | undefined {
  const all = Object.values(engines);
  const asked = all.filter((engine) =>
    driverSites(project, engine).some((site) => {
      const { via, extra, declared } = site;
      const tells = via === 'package' || (via === 'other' && extra !== '');
      return site.manifest === manifest && tells && declared.kind === 'runtime';
    }),
  );
  if (asked.length === 1) return asked[0];
  const named = all.filter((engine) => suppliesUrl(project, engine));
  return named.length === 1 ? named[0] : undefined;
}

function unreadable(broken: BrokenManifest): PythonManifest {
  const { path } = broken.source;
  return { path, span: { start: 0, end: 0 }, label: `packages in ${path}`, broken };
}

function brokenNotice({ source, problem }: BrokenManifest): Notice {
  const values = { format: 'TOML', problem: problem.message };
  return notice('file-unparsable', placeOf(source, problem.span), values);
}

function edited(
  manifest: PackageManifest,
  changes: readonly ManifestChange[],
  context: SwitchContext,
): Outcome {
  const { path, hash } = manifest.source;
  return outcome({
    changes: [
      {
        title: titleOf(changes),
        why: `${context.target.label} is reached with ${neededText(context)}.`,
        change: { kind: 'modify', path, hash, edits: manifest.edit(changes) },
      },
    ],
    tasks: installTasks(context.project, manifest, changes),
  });
}

function titleOf(changes: readonly ManifestChange[]): string {
  const text = changes.map(changeTitle).join(', ');
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function changeTitle(change: ManifestChange): string {
  switch (change.kind) {
    case 'remove':
      return `remove ${change.old.name}`;
    case 'replace':
      return `replace ${change.old.name} with ${change.by.name}`;
    case 'add':
      return `add ${change.by.name}`;
    case 'extras':
      return `change the extras of ${change.old.name}`;
  }
}

/** What the target needs, in words: packages, or the module that Python itself has. */
function neededText(context: SwitchContext): string {
  const { wanted } = driverChanges(context);
  if (wanted.length > 0) return wanted.map(({ packages }) => packages[0]).join(' and ');
  const own = context.target.pythonDrivers.find(({ packages }) => packages.length === 0);
  return own ? `${own.module}, which is part of Python` : 'a driver that is there already';
}

/** Drivers that the code needs and no manifest has a place for. */
function homelessNotices(
  { homeless }: DriverChanges,
  { target }: SwitchContext,
  path: string,
): Notice[] {
  return homeless.map((driver) => {
    const values = { package: driver.packages[0] ?? driver.module, target: target.label };
    return notice('driver-needs-place', { path }, values);
  });
}

/** Drivers of the old engine that stay, and why. */
function stayingNotices(
  manifest: PackageManifest,
  { old }: DriverChanges,
  context: SwitchContext,
): readonly Notice[] {
  return [...old].flatMap(([site, fate]) => {
    if (site.manifest !== manifest || site.via === 'companion') return [];
    if (fate === 'imported') return importedNotice(site, context);
    if (fate !== 'optional') return [];
    const values = { package: site.declared.name, group: site.declared.group };
    return notice('driver-in-extra', placeOf(manifest.source, site.declared.span), values);
  });
}

function importedNotice({ manifest, declared, driver }: DriverSite, context: SwitchContext) {
  const place = driverImport(context.project, driver);
  if (!place) return [];
  const values = {
    package: declared.name,
    manifest: manifest.path,
    module: place.module,
    target: context.target.label,
  };
  return notice('driver-imported', placeIn(place.file, place.span), values);
}

/** Packages, other than drivers, that are of use with the old engine alone. */
function otherPackages(
  manifest: PackageManifest,
  { source, goal }: SwitchContext,
): readonly Notice[] {
  if (goal.strategy === 'keep-both') return [];
  const foreign = manifest.packages.filter(({ name }) => source.pythonPackages.includes(name));
  return foreign.map(({ name, span }) =>
    notice('package-of-other-engine', placeOf(manifest.source, span), namesOf(name, source)),
  );
}

function namesOf(name: string, engine: Engine) {
  return { package: name, engine: engine.label };
}

function frozenNotice(
  manifest: PackageManifest,
  changes: readonly ManifestChange[],
  { source }: SwitchContext,
): Notice {
  const olds = changes.map((change) => (change.kind === 'add' ? change.after : change.old));
  const [first] = olds;
  const place = first ? placeOf(manifest.source, first.span) : { path: manifest.path };
  return notice(`dependencies-${manifest.frozen?.reason ?? 'generated'}`, place, {
    packages: [...new Set(olds.map(({ name }) => name))].join(', '),
    engine: source.label,
    command: manifest.frozen?.command ?? '',
  });
}

function placeOf({ path, text }: SourceFile, span?: Span): Place {
  return span ? { path, range: rangeOf(text, span) } : { path };
}
