import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { openJournalStore } from '../../src/adapters/journal/journal-store.ts';
import { openFileStore } from '../../src/adapters/workspace/file-store.ts';
import type { WorkspacePorts } from '../../src/workflow/apply.ts';
import { readTree, type Tree } from './memory-workspace.ts';

/** A workspace on disk for one test. */
export interface TemporaryWorkspace {
  readonly folder: string;
  readonly ports: WorkspacePorts;
  /** Its files, without the journal. */
  tree(): Tree;
  /** Its folders, without the journal's. */
  folders(): readonly string[];
  remove(): void;
}

/** Writes a tree into a new folder of the system's temporary one. */
export async function temporaryWorkspace(tree: Tree): Promise<TemporaryWorkspace> {
  const folder = mkdtempSync(join(tmpdir(), 'engine-switch-test-'));
  for (const [path, text] of Object.entries(tree)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const isOwn = (path: string) => !path.startsWith('.engine-switch');
  return {
    folder,
    ports: {
      files: await openFileStore(folder),
      journals: await openJournalStore(folder),
      progress: { report: () => {} },
    },
    tree: () =>
      Object.fromEntries(Object.entries(readTree(folder)).filter(([path]) => isOwn(path))),
    folders: () => foldersBelow(folder).filter(isOwn).sort(),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function foldersBelow(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => [
      name,
      ...foldersBelow(join(folder, name)).map((path) => `${name}/${path}`),
    ]);
}
