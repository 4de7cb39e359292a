import type { TextEdit } from '../../core/edit.ts';
import { type Notice, notice } from '../../core/notice.ts';
import { rangeOf, type Span } from '../../core/span.ts';
import type { Engine, NodeDriver } from '../../engines/engine.ts';
import { engines } from '../../engines/index.ts';
import { jsonChildren, jsonList, jsonProperty } from '../../formats/json.ts';
import { insertItem, removeItems } from '../../formats/separated-list.ts';
import { knexConfigsOf, unclearKnexClients } from '../facts/knex-configs.ts';
import { isDriverUsed, nodeDriverUses } from '../facts/node-driver-use.ts';
import {
  type NodeManifest,
  type NodePackage,
  nodeDriverFor,
  nodeManifestsOf,
  packagesIn,
} from '../facts/node-packages.ts';
import type { Project } from '../project.ts';
import { type Finding, outcome, type Recipe, type SwitchContext } from '../recipe.ts';
import { readConnection } from './knex-connection.ts';
import { nodeInstallTasks, nodeLockNotices } from './node-lock-files.ts';

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
          title: titleOf(leaving, nodeDriverFor(context.target, manifest)),
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
  return driver !== undefined && isDriverUsed(project, driver);
}

/** The new driver takes the place of the first old one; the rest go, each with its line. */
function editsOf(
  manifest: NodeManifest,
  old: readonly NodePackage[],
  leaving: readonly NodePackage[],
  { target }: SwitchContext,
): readonly TextEdit[] {
  const driver = nodeDriverFor(target, manifest);
  const all = packagesIn(manifest);
  const present = all.filter(({ name }) => driver?.packages.includes(name));
  const runtime = present.some(({ field }) => field === 'dependencies');
  const anchor = old.find(({ field }) => field === 'dependencies') ?? old[0];
  const promoted = anchor?.field === 'dependencies' ? present : [];
  if (!driver || !anchor) return [];
  if (runtime || (present.length > 0 && promoted.length === 0)) return removals(manifest, leaving);
  const name = promoted[0]?.name ?? driver.packages[0];
  const line = `${JSON.stringify(name)}: ${JSON.stringify(promoted[0]?.version ?? driver.version)}`;
  const gone = [...leaving, ...promoted].filter((each) => each !== anchor);
  const place: readonly TextEdit[] = leaving.includes(anchor)
    ? [{ ...anchor.property.span, newText: line }]
    : insertBehind(manifest, anchor, line);
  return [...place, ...removals(manifest, gone)];
}

function insertBehind(
  { document }: NodeManifest,
  { field, property }: NodePackage,
  line: string,
): readonly TextEdit[] {
  const owner = jsonProperty(document, [field]);
  if (!owner) return [];
  const list = jsonList(document, owner);
  return insertItem(
    list,
    list.items.findIndex(({ start }) => start === property.span.start),
    line,
  );
}

function removals(manifest: NodeManifest, gone: readonly NodePackage[]): readonly TextEdit[] {
  return ['dependencies', 'optionalDependencies', 'devDependencies'].flatMap((field) => {
    const owner = jsonProperty(manifest.document, [field]);
    const starts = gone
      .filter((each) => each.field === field)
      .map(({ property }) => property.span.start);
    if (!owner || starts.length === 0) return [];
    const list = jsonList(manifest.document, owner);
    const indexes = list.items.flatMap(({ start }, index) => (starts.includes(start) ? index : []));
    return removeItems(list, indexes);
  });
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
