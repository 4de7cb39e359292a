import { oncePer } from '../../../core/once-per.ts';
import type { Problem } from '../../../core/result.ts';
import type { SourceFile } from '../../../core/snapshot.ts';
import { parseToml, type TomlDocument } from '../../../formats/toml.ts';
import { baseName, type Project } from '../../project.ts';
import { pipfileTables, poetryTables, tableManifest } from './dependency-tables.ts';
import type { PackageManifest } from './manifest.ts';
import { pep621Manifest } from './pep621.ts';
import { isRequirementsFile, requirementsManifest } from './requirements-file.ts';

/** A manifest that cannot be read. */
export interface BrokenManifest {
  readonly source: SourceFile;
  readonly problem: Problem;
}

/** Every Python manifest of a project, in path order. */
export const pythonManifestsOf: (project: Project) => readonly PackageManifest[] = oncePer(
  (project: Project) => [...project.files.values()].flatMap((source) => read(project, source)),
);

function read(project: Project, source: SourceFile): readonly PackageManifest[] {
  const { path } = source;
  const exists = (other: string) => project.files.has(other) || project.others.has(other);
  if (isRequirementsFile(path)) return [requirementsManifest(source, exists)];
  if (!isTomlManifest(path)) return [];
  const document = tomlOf(source);
  const found =
    baseName(path) === 'Pipfile'
      ? [tableManifest(source, document, 'pipenv', pipfileTables)]
      : [pep621Manifest(source, document), tableManifest(source, document, 'poetry', poetryTables)];
  return found.filter((manifest) => manifest !== undefined);
}

/** Manifests that do not parse, with the first problem of each. */
export function brokenManifestsOf(project: Project): readonly BrokenManifest[] {
  return [...project.files.values()].flatMap((source) => {
    const [problem] = isTomlManifest(source.path) ? tomlOf(source).problems : [];
    return problem ? { source, problem } : [];
  });
}

function isTomlManifest(path: string): boolean {
  const name = baseName(path);
  return name === 'pyproject.toml' || name === 'Pipfile';
}

const tomlOf: (source: SourceFile) => TomlDocument = oncePer((source: SourceFile) =>
  parseToml(source.text),
);
