import type { TextEdit } from '../../../core/edit.ts';
import type { SourceFile } from '../../../core/snapshot.ts';
import { normalizePackageName, parseRequirement } from '../../../formats/requirements.ts';
import { insertItem, removeItems } from '../../../formats/separated-list.ts';
import {
  type TomlDocument,
  type TomlEntry,
  type TomlValue,
  tomlEntries,
  tomlList,
  tomlString,
} from '../../../formats/toml.ts';
import {
  type DeclaredPackage,
  extrasText,
  type ManifestChange,
  type PackageManifest,
  requirementText,
} from './manifest.ts';

/** A list of requirements in a `pyproject.toml`. */
interface RequirementArray {
  readonly entry: TomlEntry;
  readonly kind: DeclaredPackage['kind'];
}

/** Where one package stands. */
interface Item {
  readonly array: TomlEntry;
  readonly index: number;
  readonly value: TomlValue;
}

/**
 * The lists of requirements of a `pyproject.toml`: `dependencies`, optional ones, dependency groups
 * and the development lists of uv, PDM, Rye and Hatch; `undefined` where it has none.
 * @see https://packaging.python.org/en/latest/specifications/pyproject-toml/
 */
export function pep621Manifest(
  source: SourceFile,
  document: TomlDocument,
): PackageManifest | undefined {
  const items = new Map<DeclaredPackage, Item>();
  for (const { entry, kind } of arraysOf(document)) {
    entry.value.items.forEach((value, index) => {
      const found = value.kind === 'string' ? declared(entry, value, kind) : undefined;
      if (found) items.set(found, { array: entry, index, value });
    });
  }
  if (items.size === 0) return undefined;
  return {
    source,
    path: source.path,
    tool: toolOf(document),
    packages: [...items.keys()],
    includes: [],
    edit: (changes) => editsOf(document, items, changes),
  };
}

function arraysOf(document: TomlDocument): readonly RequirementArray[] {
  return tomlEntries(document).flatMap((entry) => {
    const kind = entry.value.kind === 'array' ? listKind(entry.path) : undefined;
    return kind ? { entry, kind } : [];
  });
}

function listKind(path: readonly string[]): DeclaredPackage['kind'] | undefined {
  const name = path.join('.');
  if (name === 'project.dependencies') return 'runtime';
  if (/^(?:dependency-groups\.|tool\.pdm\.dev-dependencies\.)/.test(name)) return 'dev';
  if (/^tool\.(?:uv|rye)\.dev-dependencies$/.test(name)) return 'dev';
  if (/^tool\.hatch\.envs\.[^.]+\.(?:extra-)?dependencies$/.test(name)) return 'dev';
  return name.startsWith('project.optional-dependencies.') ? 'extra' : undefined;
}

function toolOf(document: TomlDocument): PackageManifest['tool'] {
  const tools = ['uv', 'pdm', 'poetry'] as const;
  const names = new Set(document.tables.map(({ path }) => path.slice(0, 2).join('.')));
  return tools.find((tool) => names.has(`tool.${tool}`)) ?? 'pip';
}

function declared(
  entry: TomlEntry,
  value: TomlValue,
  kind: DeclaredPackage['kind'],
): DeclaredPackage | undefined {
  const found = parseRequirement(value.text.trim());
  if (!found) return undefined;
  return {
    name: normalizePackageName(found.name),
    span: value.span,
    group: entry.path.at(-1) ?? '',
    kind: kind === 'extra' && isDevName(entry.path.at(-1) ?? '') ? 'dev' : kind,
    extras: found.extras.map(({ start, end }) => value.text.trim().slice(start, end)),
    version: found.specifier,
  };
}

function isDevName(name: string): boolean {
  return /^(?:dev|develop|development|tests?|testing|lint|docs?|all-dev)$/i.test(name);
}

function editsOf(
  document: TomlDocument,
  items: ReadonlyMap<DeclaredPackage, Item>,
  changes: readonly ManifestChange[],
): readonly TextEdit[] {
  const removed = new Map<TomlEntry, number[]>();
  const edits: TextEdit[] = [];
  for (const change of changes) {
    const item = items.get(change.kind === 'add' ? change.after : change.old);
    if (!item) continue;
    if (change.kind === 'remove') {
      removed.set(item.array, [...(removed.get(item.array) ?? []), item.index]);
    } else {
      edits.push(...itemEdits(document, item, change));
    }
  }
  const removals = [...removed].flatMap(([array, indexes]) =>
    removeItems(tomlList(document, array.value), indexes),
  );
  return [...edits, ...removals];
}

function itemEdits(
  document: TomlDocument,
  { array, index, value }: Item,
  change: Exclude<ManifestChange, { kind: 'remove' }>,
): readonly TextEdit[] {
  const written = document.text.slice(value.span.start, value.span.end);
  switch (change.kind) {
    case 'replace': {
      const text = requirementText(change.by, change.old);
      return [{ ...value.span, newText: tomlString(text, written) }];
    }
    case 'extras':
      return [
        { ...value.span, newText: tomlString(withExtras(value.text, change.extras), written) },
      ];
    case 'add': {
      const text = requirementText(change.by, change.after);
      return insertItem(tomlList(document, array.value), index, tomlString(text, written));
    }
  }
}

function withExtras(text: string, extras: readonly string[]): string {
  const span = parseRequirement(text)?.extrasSpan ?? { start: text.length, end: text.length };
  return text.slice(0, span.start) + extrasText(extras) + text.slice(span.end);
}
