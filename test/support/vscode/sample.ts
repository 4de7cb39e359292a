import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Tree } from '../memory-workspace.ts';

/** A folder that a test may change. */
export interface TemporaryFolder {
  readonly folder: string;
  remove(): void;
}

/** A copy of the sample application under `test/fixtures/workspaces`. */
export function sampleCopy(name = 'fastapi-sample'): TemporaryFolder {
  const source = join(import.meta.dirname, '../../fixtures/workspaces', name);
  return temporaryFolder(name, (folder) => cpSync(source, folder, { recursive: true }));
}

/** A new folder with these files. */
export function folderWith(tree: Tree, name = 'workspace'): TemporaryFolder {
  return temporaryFolder(name, (folder) => {
    for (const [path, text] of Object.entries(tree)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
  });
}

function temporaryFolder(name: string, fill: (folder: string) => void): TemporaryFolder {
  const parent = mkdtempSync(join(tmpdir(), 'engine-switch-'));
  const folder = join(parent, name);
  mkdirSync(folder);
  fill(folder);
  return { folder, remove: () => rmSync(parent, { recursive: true, force: true }) };
}
