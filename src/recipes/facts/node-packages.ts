import { oncePer } from '../../core/once-per.ts';
import type { SourceFile } from '../../core/snapshot.ts';
import type { Engine, NodeDriver } from '../../engines/engine.ts';
import {
  type JsonDocument,
  type JsonProperty,
  jsonChildren,
  parseJson,
} from '../../formats/json.ts';
import { baseName, filesWhere, folderOf, type Project } from '../project.ts';

/** A package that a `package.json` asks for. */
export interface NodePackage {
  readonly manifest: NodeManifest;
  readonly name: string;
  readonly version: string;
  readonly field: NodeField;
  readonly property: JsonProperty;
}

export interface NodeManifest {
  readonly source: SourceFile;
  readonly path: string;
  readonly document: JsonDocument;
}

const fields = ['dependencies', 'optionalDependencies', 'devDependencies'] as const;

export type NodeField = (typeof fields)[number];

/** Every `package.json` of a project. */
export const nodeManifestsOf: (project: Project) => readonly NodeManifest[] = oncePer(
  (project: Project) =>
    filesWhere(project, (path) => baseName(path) === 'package.json').map((source) => ({
      source,
      path: source.path,
      document: parseJson(source.text),
    })),
);

/** The packages that a manifest asks for, in text order of each field. */
export function packagesIn(manifest: NodeManifest): readonly NodePackage[] {
  return fields.flatMap((field) =>
    jsonChildren(manifest.document, [field]).map((property) => ({
      manifest,
      name: property.path.at(-1) ?? '',
      version: String(property.value),
      field,
      property,
    })),
  );
}

/** Every package that the project's manifests ask for. */
export const nodePackagesOf: (project: Project) => readonly NodePackage[] = oncePer(
  (project: Project) => nodeManifestsOf(project).flatMap(packagesIn),
);

/** The manifest that a file belongs to: the nearest one above it. */
export function manifestAbove(project: Project, path: string): NodeManifest | undefined {
  const above = nodeManifestsOf(project).filter(({ path: own }) => {
    const folder = folderOf(own);
    return folder === '' || path.startsWith(`${folder}/`);
  });
  return above.toSorted((a, b) => b.path.length - a.path.length)[0];
}

/** Whether a file belongs to a package, or to another one of the workspace that asks for it. */
export function isOfPackage(
  project: Project,
  path: string,
  manifest: NodeManifest | undefined,
): boolean {
  const own = manifestAbove(project, path);
  const name = manifest?.document.properties.find((each) => each.path.join() === 'name')?.value;
  return own === manifest || (!!own && packagesIn(own).some((asked) => asked.name === name));
}

/**
 * The driver of an engine for the code below a manifest: one that it asks for, else the first that
 * its release of Knex knows.
 */
export function nodeDriverFor(
  engine: Engine,
  manifest: NodeManifest | undefined,
): NodeDriver | undefined {
  const packages = manifest ? packagesIn(manifest) : [];
  const asked = engine.nodeDrivers.find((driver) =>
    packages.some(({ name }) => driver.packages.includes(name)),
  );
  const knex = packages.find(({ name }) => name === 'knex')?.version ?? '';
  const known = engine.nodeDrivers.find(({ knexSince }) => !isBefore(knex, knexSince));
  return asked ?? known ?? engine.nodeDrivers[0];
}

/** Whether a version range begins before a release; a range without numbers is the newest. */
export function isBefore(range: string, release: string): boolean {
  const own = /(\d+)(?:\.(\d+))?(?:\.(\d+))?/.exec(range)?.slice(1).map(Number);
  if (!own) return false;
  const other = release.split('.').map(Number);
  for (const [index, part] of other.entries()) {
    const mine = own[index] || 0;
    if (mine !== part) return mine < part;
  }
  return false;
}
