import type { TextEdit } from '../../../core/edit.ts';
import type { SourceFile } from '../../../core/snapshot.ts';
import { normalizePackageName } from '../../../formats/requirements.ts';
import { insertItem, removeItems } from '../../../formats/separated-list.ts';
import {
  insertTomlLine,
  removeTomlEntry,
  type TomlDocument,
  type TomlEntry,
  type TomlValue,
  tomlEntries,
  tomlList,
} from '../../../formats/toml.ts';
import type { DeclaredPackage, ManifestChange, NewPackage, PackageManifest } from './manifest.ts';

/** What a table of packages is for, from its path; `undefined` for any other table. */
export type TableKind = (path: readonly string[]) => DeclaredPackage['kind'] | undefined;

/**
 * Manifests that have one key a package, as Poetry's and Pipenv's: `name = "^1"` or
 * `name = { version = "^1", extras = ["x"] }`; `undefined` where there is no such table.
 */
export function tableManifest(
  source: SourceFile,
  document: TomlDocument,
  tool: 'poetry' | 'pipenv',
  kindOf: TableKind,
): PackageManifest | undefined {
  const entries = new Map<DeclaredPackage, TomlEntry>();
  for (const table of document.tables) {
    for (const entry of table.entries) {
      const kind = kindOf(entry.path.slice(0, -1));
      if (kind) entries.set(declared(document, entry, kind), entry);
    }
  }
  if (entries.size === 0) return undefined;
  return {
    source,
    path: source.path,
    tool,
    packages: [...entries.keys()],
    includes: [],
    edit: (changes) => changes.flatMap((change) => editOf(document, entries, change)),
  };
}

/** @see https://python-poetry.org/docs/pyproject/#dependencies-and-dependency-groups */
export const poetryTables: TableKind = (path) => {
  const name = path.join('.');
  if (name === 'tool.poetry.dependencies') return 'runtime';
  const group = /^tool\.poetry\.(?:dev-dependencies|group\.(.+)\.dependencies)$/.exec(name);
  if (!group) return undefined;
  return group[1] === 'main' ? 'runtime' : 'dev';
};

/** @see https://pipenv.pypa.io/en/latest/pipfile.html */
export const pipfileTables: TableKind = ([name, ...rest]) => {
  if (rest.length > 0) return undefined;
  return name === 'packages' ? 'runtime' : name?.endsWith('packages') ? 'dev' : undefined;
};

function declared(
  document: TomlDocument,
  entry: TomlEntry,
  kind: DeclaredPackage['kind'],
): DeclaredPackage {
  const { value, path } = entry;
  const extra = inner(value, 'optional') && extraNaming(document, path.at(-1) ?? '');
  return {
    name: normalizePackageName(path.at(-1) ?? ''),
    span: entry.span,
    group: extra ?? (path.at(-2) === 'dependencies' ? path.at(-3) : path.at(-2)) ?? '',
    kind: extra ? 'extra' : kind,
    extras: (inner(value, 'extras')?.value.items ?? []).map(({ text }) => text),
    version: value.kind === 'string' ? value.text : (inner(value, 'version')?.value.text ?? ''),
  };
}

/** The optional group of Poetry that takes a package in. */
function extraNaming(document: TomlDocument, name: string): string | undefined {
  const entry = tomlEntries(document).find(({ path, value }) => {
    return path[2] === 'extras' && value.items.some(({ text }) => text === name);
  });
  return entry?.path.at(-1);
}

function inner(value: TomlValue, key: string): TomlEntry | undefined {
  return value.entries.find(({ path }) => path.at(-1) === key);
}

function editOf(
  document: TomlDocument,
  entries: ReadonlyMap<DeclaredPackage, TomlEntry>,
  change: ManifestChange,
): readonly TextEdit[] {
  const entry = entries.get(change.kind === 'add' ? change.after : change.old);
  if (!entry) return [];
  switch (change.kind) {
    case 'remove':
      return [removeTomlEntry(document, entry)];
    case 'replace':
      return [{ ...entry.span, newText: lineFor(document, change.by, change.old) }];
    case 'add':
      return [insertTomlLine(document, entry, lineFor(document, change.by, change.after))];
    case 'extras':
      return extrasEdits(document, entry, change.extras);
  }
}

/** The line of a new package, its version in the manner of the one that it stands beside. */
function lineFor({ text }: TomlDocument, by: NewPackage, beside: DeclaredPackage): string {
  const written = text.slice(beside.span.start, beside.span.end);
  const quote = written.includes("'") && !written.includes('"') ? "'" : '"';
  const quoted = (value: string) => `${quote}${value}${quote}`;
  const version = quoted(by.version ?? versionLike(by, beside.version));
  if (by.extras.length === 0) return `${by.name} = ${version}`;
  return `${by.name} = {extras = [${by.extras.map(quoted).join(', ')}], version = ${version}}`;
}

function versionLike({ release, range }: NewPackage, beside: string): string {
  const operator = /^(?:\^|~|~=|==)(?=\d)/.exec(beside)?.[0];
  if (operator) return `${operator}${release}`;
  if (/^\d/.test(beside)) return release;
  return beside === '*' && !range.includes('<') ? '*' : range;
}

/** Changes the list of extras; items that stay keep their place. */
function extrasEdits(
  document: TomlDocument,
  { value }: TomlEntry,
  extras: readonly string[],
): readonly TextEdit[] {
  const list = inner(value, 'extras')?.value;
  if (!list) return [];
  const layout = tomlList(document, list);
  const gone = list.items.flatMap(({ text }, index) => (extras.includes(text) ? [] : index));
  const added = extras.filter((extra) => !list.items.some(({ text }) => text === extra));
  const last = list.items.length - 1;
  const [replaced, ...rest] = gone;
  const [first, ...more] = added;
  const item = replaced === undefined ? undefined : list.items[replaced];
  if (!item || first === undefined) {
    const insertions = added.flatMap((extra) => insertItem(layout, last, JSON.stringify(extra)));
    return [...removeItems(layout, gone), ...insertions];
  }
  return [
    { ...item.span, newText: [first, ...more].map((extra) => JSON.stringify(extra)).join(', ') },
    ...removeItems(layout, rest),
  ];
}
