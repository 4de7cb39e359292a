import { createHash, randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import {
  access,
  chmod,
  lstat,
  mkdir,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  rmdir,
  stat,
  unlink,
  writeFile,
} from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import { SwitchError } from '../../core/errors.ts';
import type { FileState, FileStore } from '../../core/ports.ts';
import { workspaceRoot } from './workspace-root.ts';

/** SHA-256 of a text's UTF-8 bytes, in hexadecimal. */
export function hashOfText(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** The files below a folder on disk. The folder itself is resolved once, here. */
export async function openFileStore(folder: string): Promise<FileStore> {
  const root = await workspaceRoot(folder);
  const place = (path: string) => resolveInside(root, path);
  return {
    hash: hashOfText,
    read: async (path) => readState(await place(path)),
    write: async (path, text, mode) => writeAtomically(path, await place(path), text, mode),
    remove: async (path) => removeFile(path, await place(path)),
    removeFolderIfEmpty: async (path) => removeFolderIfEmpty(await place(path)),
    exists: async (path) => (await lstat(await place(path)).catch(missing)) !== undefined,
    list: async (path) => listFiles(path, await place(path)),
    checkWritable: async (path) => checkWritable(path, await place(path)),
  };
}

/** Where a relative path really lies, links resolved; throws `outside-workspace`. */
async function resolveInside(root: string, path: string): Promise<string> {
  let existing = join(root, path);
  const rest: string[] = [];
  for (;;) {
    const real = await realpath(existing).catch(missing);
    if (real !== undefined) {
      if (real === root || real.startsWith(root + sep)) return join(real, ...rest);
      break;
    }
    // A dangling link would be written through: only a path that is not there goes up.
    if ((await lstat(existing).catch(missing)) !== undefined || existing === root) break;
    rest.unshift(basename(existing));
    existing = dirname(existing);
  }
  throw new SwitchError(
    'outside-workspace',
    `${path} leads out of the workspace.`,
    'Remove the symbolic link, or change the file that it points to by hand.',
  );
}

async function readState(place: string): Promise<FileState | undefined> {
  const bytes = await readFile(place).catch(missing);
  if (bytes === undefined) return undefined;
  const { mode } = await stat(place);
  const text = bytes.toString('utf8');
  return { text, hash: createHash('sha256').update(bytes).digest('hex'), mode: mode & 0o777 };
}

async function writeAtomically(
  path: string,
  place: string,
  text: string,
  mode: number | undefined,
): Promise<void> {
  const temporary = join(dirname(place), `.${basename(place)}.${randomUUID()}.tmp`);
  try {
    await mkdir(dirname(place), { recursive: true });
    const before = await stat(place).catch(missing);
    const bits = mode ?? (before ? before.mode & 0o777 : undefined);
    await writeFile(temporary, text, { flush: true });
    if (bits !== undefined) await chmod(temporary, bits);
    await rename(temporary, place);
  } catch (cause) {
    await rm(temporary, { force: true });
    throw notWritable(path, cause);
  }
}

async function removeFile(path: string, place: string): Promise<void> {
  try {
    await unlink(place).catch(missing);
  } catch (cause) {
    throw notWritable(path, cause);
  }
}

/** Folders with something in them, and missing ones, are left as they are. */
async function removeFolderIfEmpty(place: string): Promise<void> {
  try {
    await rmdir(place);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code !== 'ENOENT' && code !== 'ENOTEMPTY' && code !== 'EEXIST') throw error;
  }
}

async function listFiles(path: string, place: string): Promise<readonly string[]> {
  const found = await lstat(place).catch(missing);
  if (!found) return [];
  if (!found.isDirectory()) return [path];
  const entries = await readdir(place, { withFileTypes: true });
  const below = entries.map((entry) => listFiles(`${path}/${entry.name}`, join(place, entry.name)));
  return (await Promise.all(below)).flat().sort();
}

async function checkWritable(path: string, place: string): Promise<void> {
  try {
    const exists = (await lstat(place).catch(missing)) !== undefined;
    if (exists) await access(place, constants.W_OK);
    await access(await nearestFolder(dirname(place)), constants.W_OK);
    const { mode } = exists ? await stat(place) : { mode: 0o200 };
    // Root may write everything; a file marked read-only is still meant to stay.
    if ((mode & 0o222) === 0) throw new Error('marked read-only');
  } catch (cause) {
    throw notWritable(path, cause);
  }
}

async function nearestFolder(folder: string): Promise<string> {
  const found = await stat(folder).catch(missing);
  return found ? folder : nearestFolder(dirname(folder));
}

function notWritable(path: string, cause: unknown): SwitchError {
  return new SwitchError(
    'file-not-writable',
    `${path} cannot be written.`,
    'Make the file and its folder writable, then try again. Nothing was half-written.',
    cause,
  );
}

/** For `catch`: nothing where the file does not exist, any other error goes on. */
function missing(error: unknown): undefined {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
  throw error;
}
