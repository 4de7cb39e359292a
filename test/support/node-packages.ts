import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Packages of the Node registry by name, with their version ranges. */
export type NodeRequirements = Readonly<Record<string, string>>;

/** A folder with packages, and a Node program that loads them; or why there is none. */
export type NodePackages =
  | { readonly folder: string; readonly node: string }
  | { readonly missing: string };

/**
 * A `node_modules` folder with these packages, made once for each such list in the system's
 * temporary folder. A package with native code is built for one release of Node: `node` is the
 * first on the path that loads `native`.
 */
export async function nodePackages(
  requirements: NodeRequirements,
  native: string,
): Promise<NodePackages> {
  const manifest = JSON.stringify({ private: true, dependencies: requirements });
  const key = createHash('sha256').update(manifest).digest('hex').slice(0, 16);
  const folder = join(tmpdir(), `engine-switch-node-${key}`);
  // Written last: without it an installation was broken off.
  const complete = join(folder, 'complete');
  try {
    if (!existsSync(complete)) await install(folder, manifest);
    writeFileSync(complete, '');
    const node = await nodeThatLoads(native, folder);
    return node ? { folder, node } : { missing: `no Node on the path loads ${native}` };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { missing: message.trim().split('\n').at(-1) ?? message };
  }
}

async function install(folder: string, manifest: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), manifest);
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  await run('npm', ['install', '--ignore-scripts=false', ...quiet], { cwd: folder });
}

async function nodeThatLoads(name: string, folder: string): Promise<string | undefined> {
  const onPath = (process.env.PATH ?? '').split(delimiter).map((place) => join(place, 'node'));
  for (const node of [process.execPath, ...onPath.filter((path) => existsSync(path))]) {
    const open = `new (require('${name}'))(':memory:')`;
    const loads = await run(node, ['-e', open], { cwd: folder }).then(
      () => true,
      () => false,
    );
    if (loads) return node;
  }
  return undefined;
}

/** Gives the packages to a suite; where they cannot be had, says so in one line and skips it. */
export async function requireNodePackages(
  suite: Mocha.Context,
  requirements: NodeRequirements,
  native: string,
): Promise<Extract<NodePackages, { readonly folder: string }>> {
  const packages = await nodePackages(requirements, native);
  if ('folder' in packages) return packages;
  console.log(`Skipped, because the Node packages are missing: ${packages.missing}`);
  return suite.skip();
}
