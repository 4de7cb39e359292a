import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { textAfter } from '../../src/core/file-change.ts';
import type { Step } from '../../src/core/plan.ts';
import type { SourceFile, WorkspaceSnapshot } from '../../src/core/snapshot.ts';
import { isRelevantText } from '../../src/recipes/relevant-path.ts';

/** Texts by path: a workspace small enough to be held in a test. */
export type Tree = Readonly<Record<string, string>>;

export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** A snapshot of texts, as reading them from a disk would give it. */
export function snapshotOf(tree: Tree): WorkspaceSnapshot {
  const all = Object.entries(tree).sort(([a], [b]) => (a < b ? -1 : 1));
  const relevant = all.filter(([path, text]) => isRelevantText(path, text));
  const aside = all.filter(([path, text]) => !isRelevantText(path, text));
  return {
    files: new Map(
      relevant.map(([path, text]): [string, SourceFile] => {
        return [path, { path, text, hash: hashOf(text) }];
      }),
    ),
    others: new Set(aside.map(([path]) => path)),
    skipped: [],
  };
}

/** Every file below a folder by its path in it; links are not followed. */
export function readTree(folder: string): Tree {
  return Object.fromEntries(
    readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      const place = join(folder, entry.name);
      if (entry.isFile()) return [[entry.name, readFileSync(place, 'utf8')]];
      if (!entry.isDirectory()) return [];
      const below = Object.entries(readTree(place));
      return below.map(([path, text]) => [`${entry.name}/${path}`, text]);
    }),
  );
}

/** Likewise without the record of switches. */
export function readSources(folder: string): Tree {
  const files = Object.entries(readTree(folder));
  return Object.fromEntries(files.filter(([path]) => !path.startsWith('.engine-switch/')));
}

/** The tree after the file steps. */
export function applySteps(tree: Tree, steps: readonly Step[]): Tree {
  const after: Record<string, string> = { ...tree };
  const fileSteps = steps.filter((step) => step.kind === 'file');
  for (const path of new Set(fileSteps.map((step) => step.path))) {
    const changes = fileSteps.filter((step) => step.path === path);
    const first = changes[0]?.change;
    if (!first || first.kind === 'restore') continue;
    const edits = changes.flatMap(({ change }) => (change.kind === 'modify' ? change.edits : []));
    const text = textAfter(first.kind === 'modify' ? { ...first, edits } : first, tree[path] ?? '');
    if (text === undefined) delete after[path];
    else after[path] = text;
  }
  return after;
}
