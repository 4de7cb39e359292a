import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runNpm } from './run-npm.ts';

/** code-server 4.139.1 carries VS Code 1.139.1. */
const version = '4.139.1';

/** Where downloaded editors are kept, git-ignored; the same folder as `@vscode/test-electron`'s. */
const cache = join(import.meta.dirname, '../../../.vscode-test');

/**
 * Installs the VS Code server from npm, once, and returns the path of its `server-main.js`.
 * No compiler and no other download is needed: install scripts stay off.
 */
export async function installServer(): Promise<string> {
  const folder = join(cache, `code-server-${version}`);
  const entry = serverEntry(folder);
  if (existsSync(join(folder, 'complete'))) return entry;
  const partial = join(cache, `partial-${process.pid}`);
  mkdirSync(partial, { recursive: true });
  console.error(`Installing a VS Code server (code-server ${version}) into .vscode-test ...`);
  await runNpm(['install', '--prefix', partial, '--ignore-scripts', `code-server@${version}`]);
  const vscode = dirname(dirname(serverEntry(partial)));
  await runNpm(['install', '--omit=dev', '--ignore-scripts'], vscode);
  writeFileSync(join(partial, 'complete'), '');
  rmSync(folder, { recursive: true, force: true });
  renameSync(partial, folder);
  return entry;
}

function serverEntry(folder: string): string {
  return join(folder, 'node_modules/code-server/lib/vscode/out/server-main.js');
}
