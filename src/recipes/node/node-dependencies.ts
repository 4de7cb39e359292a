import type { TextEdit } from '../../core/edit.ts';
import { type Notice, notice } from '../../core/notice.ts';
import { rangeOf, type Span } from '../../core/span.ts';
import type { Engine, NodeDriver } from '../../engines/engine.ts';
import { engines } from '../../engines/index.ts';
import { jsonChildren } from '../../formats/json.ts';
import { knexConfigsOf, unclearKnexClients } from '../facts/knex-configs.ts';
import { isDriverUsed, nodeDriverUses } from '../facts/node-driver-use.ts';
import {
  manifestAbove,
  type NodeManifest,
  type NodePackage,
  nodeDriverFor,
  nodeManifestsOf,
  packagesIn,
} from '../facts/node-packages.ts';
import { movedPgCodesOf, movedPgPaths, poolModuleUses } from '../facts/pg-code.ts';
import type { Project } from '../project.ts';
import { type Finding, outcome, type Recipe, type SwitchContext } from '../recipe.ts';
import { readConnection } from './knex-connection.ts';
import { nodeInstallTasks, nodeLockNotices } from './node-lock-files.ts';
import { insertBehind, packageLine, removePackages } from './node-manifest-edits.ts';

interface NodeManifestFinding extends Finding {
  readonly manifest: NodeManifest;
  readonly of: Engine;
}

/**
 * Exchanges the drivers in `package.json`. A driver that only development has becomes one of the
 * application; one that code imports itself stays.
 */
export const nodeDependencies: Recipe<NodeManifestFinding> = {
  id: 'node-dependencies',
  ecosystem: 'node',
  title: 'Exchange database drivers in package.json',
  detect: (project) => nodeManifestsOf(project).flatMap((manifest) => findDrivers(manifest)),
  rewrite({ manifest, of }, context) {
    if (of !== context.source) return outcome({});
    const { project, source, goal } = context;
    const broken = brokenNotices(manifest);
    if (broken.length > 0) return outcome({ notices: broken });
    if (!isFollowed(manifest, project)) {
      return outcome({ notices: [unfollowedNotice(manifest, context)] });
    }
    const old = packagesIn(manifest).filter(({ name }) => driverOf(source, name));
    const stays = goal.strategy === 'keep-both' || isAnyConfigLeft(context);
    const leaving = stays ? [] : old.filter(({ name }) => !isKept(project, source, name));
    const edits = editsOf(manifest, old, leaving, context);
    const notices = [
      ...otherPackages(manifest, context),
      ...scriptNotices(manifest, leaving, context),
    ];
    if (edits.length === 0) return outcome({ notices });
    notices.push(...nodeLockNotices(project, manifest));
    const { path, hash } = manifest.source;
    return outcome({
      changes: [
        {
          title: titleOf(leaving, driverFor(manifest, context)),
          why: `Code reaches ${context.target.label} with another package.`,
          change: { kind: 'modify', path, hash, edits },
        },
      ],
      tasks: nodeInstallTasks(project, manifest),
      notices,
    });
  },
};

function findDrivers(manifest: NodeManifest): readonly NodeManifestFinding[] {
  const found = Object.values(engines).filter((engine) =>
    packagesIn(manifest).some(({ name }) => driverOf(engine, name)),
  );
  const runtime = found.filter((engine) =>
    packagesIn(manifest).some(
      ({ name, field }) => field === 'dependencies' && driverOf(engine, name),
    ),
  );
  const speaking = runtime.length > 0 ? runtime : found;
  const span = manifest.document.properties[0]?.span ?? { start: 0, end: 0 };
  return found.map((of) => ({
    path: manifest.path,
    span,
    ...(speaking.length === 1 && { engine: speaking[0]?.id ?? of.id }),
    label: `packages in ${manifest.path}`,
    manifest,
    of,
  }));
}

/** The driver whose package, or companion, this is. */
function driverOf(engine: Engine, name: string): NodeDriver | undefined {
  return engine.nodeDrivers.find(({ packages, companions }) => {
    return packages.includes(name) || companions.includes(name);
  });
}

/** Packages through which the database is reached in a way that other recipes move over. */
const followed = ['knex', 'objection', 'bookshelf'];

/** Whether it is known how a project uses its driver: through Knex, or by importing it. */
function isFollowed(manifest: NodeManifest, project: Project): boolean {
  const uses = Object.values(engines).some((engine) => nodeDriverUses(project, engine).length > 0);
  return (
    uses ||
    packagesIn(manifest).some(({ name }) => followed.includes(name)) ||
    knexConfigsOf(project).length > 0
  );
}

/** Whether a Knex configuration stays on the old driver, because it cannot be followed. */
function isAnyConfigLeft({ project, source }: SwitchContext): boolean {
  const own = knexConfigsOf(project).filter(({ engine }) => engine === source);
  const isLeft = own.some((config) => config.connection && !readConnection(project, config));
  return isLeft || unclearKnexClients(project).length > 0;
}

function unfollowedNotice(manifest: NodeManifest, { source, target }: SwitchContext): Notice {
  const found = packagesIn(manifest).find(({ name }) => driverOf(source, name));
  const successor = nodeDriverFor(target, manifest)?.packages[0] ?? '';
  const values = { package: found?.name ?? '', target: target.label, successor };
  return notice(
    'driver-use-unknown',
    placeOf(manifest, found?.property.span ?? { start: 0, end: 0 }),
    values,
  );
}

function isKept(project: Project, engine: Engine, name: string): boolean {
  const driver = driverOf(engine, name);
  return driver !== undefined && isDriverUsed(project, driver, movedPgPaths(project));
}

/** The new driver takes the place of the first old one, its types that of the old ones; the rest go. */
function editsOf(
  manifest: NodeManifest,
  old: readonly NodePackage[],
  leaving: readonly NodePackage[],
  context: SwitchContext,
): readonly TextEdit[] {
  const driver = driverFor(manifest, context);
  const types = typesLine(manifest, driver, context);
  const oldTypes = old.find(({ name }) => name === driverOf(context.source, name)?.types?.package);
  const taken = types && oldTypes && leaving.includes(oldTypes) ? [oldTypes] : [];
  const rest = <T>(all: readonly T[]) => all.filter((each) => !taken.some((one) => one === each));
  return [
    ...taken.map(({ property }) => ({ ...property.span, newText: types ?? '' })),
    ...driverEdits(manifest, rest(old), rest(leaving), driver),
    ...(types && taken.length === 0 ? addedTypes(manifest, oldTypes ?? old.at(-1), types) : []),
  ];
}

/** Code of pg is moved to the first of the drivers; other code keeps one that it asks for. */
function driverFor(manifest: NodeManifest, { project, target }: SwitchContext) {
  return movedCode(project, manifest).length > 0
    ? target.nodeDrivers[0]
    : nodeDriverFor(target, manifest);
}

function movedCode(project: Project, manifest: NodeManifest) {
  return movedPgCodesOf(project).filter((code) => code.manifest === manifest);
}

/** What describes the new driver to TypeScript, where code that is moved to it asks for it. */
function typesLine(
  manifest: NodeManifest,
  driver: NodeDriver | undefined,
  { project, target }: SwitchContext,
): string | undefined {
  const moved = target.server
    ? poolModuleUses(project).flatMap(({ module: { path } }) => {
        return manifestAbove(project, path) === manifest && path.endsWith('ts') ? path : [];
      })
    : movedCode(project, manifest).filter(({ language }) => language === 'typescript');
  const types = moved.length > 0 ? driver?.types : undefined;
  const isThere = packagesIn(manifest).some(({ name }) => name === types?.package);
  return types && !isThere ? packageLine(types.package, types.version) : undefined;
}

function addedTypes(manifest: NodeManifest, oldTypes: NodePackage | undefined, line: string) {
  const last = packagesIn(manifest).findLast(({ field }) => field === 'devDependencies');
  const neighbour = oldTypes?.field === 'devDependencies' ? oldTypes : (last ?? oldTypes);
  return neighbour ? insertBehind(manifest, neighbour, line) : [];
}

function driverEdits(
  manifest: NodeManifest,
  old: readonly NodePackage[],
  leaving: readonly NodePackage[],
  driver: NodeDriver | undefined,
): readonly TextEdit[] {
  const all = packagesIn(manifest);
  const present = all.filter(({ name }) => driver?.packages.includes(name));
  const runtime = present.some(({ field }) => field === 'dependencies');
  const anchor = old.find(({ field }) => field === 'dependencies') ?? old[0];
  const promoted = anchor?.field === 'dependencies' ? present : [];
  if (!driver || !anchor) return [];
  if (runtime || (present.length > 0 && promoted.length === 0)) {
    return removePackages(manifest, leaving);
  }
  const name = promoted[0]?.name ?? driver.packages[0] ?? '';
  const line = packageLine(name, promoted[0]?.version ?? driver.version);
  const gone = [...leaving, ...promoted].filter((each) => each !== anchor);
  const place: readonly TextEdit[] = leaving.includes(anchor)
    ? [{ ...anchor.property.span, newText: line }]
    : insertBehind(manifest, anchor, line);
  return [...place, ...removePackages(manifest, gone)];
}

function titleOf(leaving: readonly NodePackage[], driver: NodeDriver | undefined): string {
  const names = [...new Set(leaving.map(({ name }) => name))].join(', ');
  const added = driver?.packages[0] ?? '';
  return names ? `Exchange ${names} for ${added}` : `Add ${added}`;
}

function brokenNotices(manifest: NodeManifest): readonly Notice[] {
  const [problem] = manifest.document.problems;
  if (!problem?.span) return [];
  const values = { format: 'JSON', problem: problem.message };
  return [notice('file-unparsable', placeOf(manifest, problem.span), values)];
}

function otherPackages(manifest: NodeManifest, { source, goal }: SwitchContext): Notice[] {
  if (goal.strategy === 'keep-both') return [];
  return packagesIn(manifest)
    .filter(({ name }) => source.nodePackages.includes(name))
    .map(({ name, property }) =>
      notice('package-of-other-engine', placeOf(manifest, property.span), {
        package: name,
        engine: source.label,
      }),
    );
}

/** Scripts that name a package which leaves, such as a bundler's `--external:pg`. */
function scriptNotices(
  manifest: NodeManifest,
  leaving: readonly NodePackage[],
  { target }: SwitchContext,
): readonly Notice[] {
  const successor = nodeDriverFor(target, manifest)?.packages[0] ?? '';
  return jsonChildren(manifest.document, ['scripts']).flatMap(({ path, value, valueSpan }) => {
    const words = String(value).split(/[^\w@/-]+/);
    const named = leaving.find(({ name }) => words.includes(name));
    if (!named) return [];
    const values = { script: path.at(-1) ?? '', package: named.name, successor };
    return notice('script-names-driver', placeOf(manifest, valueSpan), values);
  });
}

function placeOf({ path, source }: NodeManifest, span: Span) {
  return { path, range: rangeOf(source.text, span) };
}
