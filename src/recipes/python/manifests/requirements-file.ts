import type { TextEdit } from '../../../core/edit.ts';
import type { SourceFile } from '../../../core/snapshot.ts';
import {
  insertRequirementLine,
  normalizePackageName,
  parseRequirements,
  type Requirement,
  type RequirementLine,
  type RequirementsDocument,
  removeRequirementLine,
} from '../../../formats/requirements.ts';
import { joinPath } from '../../facts/paths.ts';
import { baseName, folderOf } from '../../project.ts';
import {
  type DeclaredPackage,
  extrasText,
  type ManifestChange,
  type PackageManifest,
  requirementText,
} from './manifest.ts';

const fileName =
  /^(?:[\w.-]*requirements?[\w.-]*|constraints[\w.-]*)\.(?:txt|in|pip)$|^requirements$/i;
const inFolder = /(?:^|\/)(?:requirements?|reqs|deps)\/[\w.-]+\.(?:txt|in|pip)$/i;
const devWords =
  /(?:^|[^a-z])(?:dev|develop|development|test|tests|testing|lint|docs?|ci|local)(?:[^a-z]|$)/i;

/** Whether a path is that of a requirements file: `requirements-dev.txt`, `requirements/base.in`. */
export function isRequirementsFile(path: string): boolean {
  return fileName.test(baseName(path)) || inFolder.test(path);
}

/** Reads a requirements file as a manifest. Hashed and generated ones are not edited. */
export function requirementsManifest(
  source: SourceFile,
  exists: (path: string) => boolean,
): PackageManifest {
  const { path, text } = source;
  const document = parseRequirements(text);
  const lines = new Map<DeclaredPackage, RequirementLine>();
  const name = isRequirementsFile(baseName(path)) ? baseName(path) : path;
  const kind = devWords.test(name.replace(/\.\w+$/, '')) ? 'dev' : 'runtime';
  for (const line of document.lines) {
    if (line.requirement) lines.set(declared(text, line.requirement, kind), line);
  }
  const frozen = frozenBy(document, path, exists);
  return {
    source,
    path,
    tool: 'pip',
    packages: [...lines.keys()],
    includes: document.lines.flatMap(({ kind: lineKind, target }) =>
      lineKind === 'include' ? joinPath(folderOf(path), target) : [],
    ),
    ...(frozen && { frozen }),
    edit: (changes) => changes.flatMap((change) => editOf(document, lines, change)),
  };
}

function declared(
  text: string,
  found: Requirement,
  kind: DeclaredPackage['kind'],
): DeclaredPackage {
  return {
    name: normalizePackageName(found.name),
    span: found.span,
    group: 'requirements',
    kind,
    extras: found.extras.map(({ start, end }) => text.slice(start, end)),
    version: found.specifier,
  };
}

function frozenBy(
  { lines, generator }: RequirementsDocument,
  path: string,
  exists: (path: string) => boolean,
): PackageManifest['frozen'] {
  const hashed = lines.some((line) => line.hashed);
  if (!generator && !hashed) return undefined;
  const input = path.replace(/\.txt$/, '.in');
  const from = input !== path && exists(input) ? input : 'requirements.in';
  const options = hashed ? ' --generate-hashes' : '';
  const command =
    generator === 'uv'
      ? `uv pip compile${options} ${from} -o ${path}`
      : generator === 'poetry'
        ? `poetry export -f requirements.txt -o ${path}`
        : `pip-compile${options} ${from} -o ${path}`;
  return { reason: hashed ? 'hashed' : 'generated', command };
}

function editOf(
  document: RequirementsDocument,
  lines: ReadonlyMap<DeclaredPackage, RequirementLine>,
  change: ManifestChange,
): readonly TextEdit[] {
  const line = lines.get(change.kind === 'add' ? change.after : change.old);
  if (!line?.requirement) return [];
  switch (change.kind) {
    case 'remove':
      return [removeRequirementLine(line)];
    case 'replace':
      return [{ ...line.requirement.span, newText: requirementText(change.by, change.old) }];
    case 'extras':
      return [{ ...line.requirement.extrasSpan, newText: extrasText(change.extras) }];
    case 'add':
      return [insertRequirementLine(document, line.span, requirementText(change.by, change.after))];
  }
}
