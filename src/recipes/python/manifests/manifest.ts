import type { TextEdit } from '../../../core/edit.ts';
import type { SourceFile } from '../../../core/snapshot.ts';
import type { Span } from '../../../core/span.ts';

/** A package that a manifest asks for. */
export interface DeclaredPackage {
  /** As the index compares it. */
  readonly name: string;
  readonly span: Span;
  /** The list that it stands in, such as `dependencies` or `dev`. */
  readonly group: string;
  /** `extra` is installed only where somebody asks for it by the group's name. */
  readonly kind: 'runtime' | 'dev' | 'extra';
  readonly extras: readonly string[];
  /** The version as this manifest writes it, such as `==1.4`, `^2.0` or `*`. */
  readonly version: string;
}

/** A package to be written into a manifest. */
export interface NewPackage {
  readonly name: string;
  readonly extras: readonly string[];
  /** A range of versions as a requirement has it. */
  readonly range: string;
  /** One version, for manifests that pin or use a caret. */
  readonly release: string;
  /** The version as this kind of manifest writes it, where it is known already. */
  readonly version?: string;
}

export type ManifestChange =
  | { readonly kind: 'remove'; readonly old: DeclaredPackage }
  | { readonly kind: 'replace'; readonly old: DeclaredPackage; readonly by: NewPackage }
  | { readonly kind: 'add'; readonly after: DeclaredPackage; readonly by: NewPackage }
  | { readonly kind: 'extras'; readonly old: DeclaredPackage; readonly extras: readonly string[] };

/** The tool that reads a manifest. */
export type ManifestTool = 'pip' | 'poetry' | 'uv' | 'pdm' | 'pipenv';

/** A file that says which packages a project needs. */
export interface PackageManifest {
  readonly source: SourceFile;
  readonly path: string;
  readonly tool: ManifestTool;
  readonly packages: readonly DeclaredPackage[];
  /** Paths of manifests that it takes in. */
  readonly includes: readonly string[];
  /** Why it is not to be edited by hand, and what makes it anew. */
  readonly frozen?: { readonly reason: 'hashed' | 'generated'; readonly command: string };
  /** Text edits for changes of different packages. */
  edit(changes: readonly ManifestChange[]): readonly TextEdit[];
}

/** A dependency as PEP 508 writes it, its version in the manner of the one that it stands beside. */
export function requirementText(by: NewPackage, beside: DeclaredPackage): string {
  const pinned = /^===?[^*,]+$/.test(beside.version);
  const bare = beside.version === '';
  const version = by.version ?? (pinned ? `==${by.release}` : bare ? '' : by.range);
  return `${by.name}${extrasText(by.extras)}${bare && !by.version ? needed(by) : version}`;
}

/** A range with an upper end is there for a reason, so it is written even where no other one is. */
function needed({ range }: NewPackage): string {
  return range.includes('<') ? range : '';
}

export function extrasText(extras: readonly string[]): string {
  return extras.length > 0 ? `[${extras.join(',')}]` : '';
}
