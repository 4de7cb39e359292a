import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { closeSync, type Dirent, openSync, readdirSync, readSync, realpathSync } from 'node:fs';
import { join, sep } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type {
  SkippedFile,
  SkipReason,
  SourceFile,
  WorkspaceSnapshot,
} from '../../core/snapshot.ts';
import { isForeignFolder, isRelevantFile, isRelevantText } from '../../recipes/relevant-path.ts';
import { loadParser } from '../../sql/parser.ts';
import { workspaceRoot } from './workspace-root.ts';

/** Larger files are configuration of nothing; bytes. */
const largestFile = 4 * 1024 * 1024;
/** Holds one file after the other: nearly all of them fit, and nothing has to be made for them. */
const buffer = Buffer.allocUnsafeSlow(256 * 1024);
/** Files and folders read before other work of the process gets its turn. */
const entriesPerTurn = 2000;

export interface ReadOptions {
  /** Texts of open editors by relative path; they win over the disk. */
  readonly overlays?: ReadonlyMap<string, string>;
  readonly signal?: AbortSignal;
  /** `all` keeps code too that has no word of a database in it; usually it is set aside. */
  readonly code?: 'relevant' | 'all';
}

/**
 * Reads the relevant text files of a folder. Links are not followed: a link within the folder
 * leads to a file that is read anyway, a relevant one to the outside is reported as skipped.
 * Throws `workspace-not-found`, and the signal's reason when cancelled.
 */
export async function readWorkspace(
  folder: string,
  options: ReadOptions = {},
): Promise<WorkspaceSnapshot> {
  const walk = startWalk(await workspaceRoot(folder), options);
  readFolder(walk, '');
  for (let count = 1, next = walk.ahead.pop(); next; next = walk.ahead.pop(), count++) {
    readEntry(walk, next);
    if (count % entriesPerTurn === 0) await setImmediate();
    options.signal?.throwIfAborted();
  }
  if (walk.files.some(holdsSql)) await loadParser();
  return {
    files: new Map(walk.files.map((file) => [file.path, file])),
    others: new Set(walk.others),
    skipped: walk.skipped,
  };
}

/** Recipes are synchronous: the parser of SQL in code is there before they are asked. */
function holdsSql({ path, text }: SourceFile): boolean {
  if (path.endsWith('.py'))
    return /["'\s](?:SELECT|INSERT|UPDATE|DELETE|WITH|MERGE|TRUNCATE|CREATE|ALTER|DROP)\s|\b(?:CheckConstraint|create_check_constraint|Computed)\(|_where\s*=|\bexecute(?:many)?\(|\btext\(/i.test(
      text,
    );
  return (
    /\.(?:[cm]?[jt]sx?|sql)$/.test(path) &&
    /raw\(|\bcreate\s+table\b|\.specificType\(|["'`](?:pg|better-sqlite3|sqlite3)["'`]/i.test(text)
  );
}

interface Ahead {
  readonly entry: Dirent;
  /** Relative to the workspace. */
  readonly path: string;
}

/** Everything is met in path order: nothing has to be sorted afterwards. */
interface Walk {
  readonly root: string;
  readonly overlays: ReadonlyMap<string, string>;
  readonly code: 'relevant' | 'all';
  /** Still to be read, the next one last. */
  readonly ahead: Ahead[];
  readonly files: SourceFile[];
  readonly others: string[];
  readonly skipped: SkippedFile[];
}

function startWalk(root: string, { overlays = new Map(), code = 'relevant' }: ReadOptions): Walk {
  return { root, overlays, code, ahead: [], files: [], others: [], skipped: [] };
}

function readFolder(walk: Walk, folder: string): void {
  const entries = listFolder(walk, folder);
  if (entries.some(({ name }) => name === 'pyvenv.cfg')) return;
  const prefix = folder ? `${folder}/` : '';
  const ahead = entries.map((entry) => ({ entry, path: prefix + entry.name }));
  walk.ahead.push(...ahead.sort((a, b) => (placeOf(a) < placeOf(b) ? 1 : -1)));
}

/** What is in a folder stands behind its name and a slash. */
function placeOf({ entry, path }: Ahead): string {
  return entry.isDirectory() ? `${path}/` : path;
}

function readEntry(walk: Walk, { entry, path }: Ahead): void {
  if (entry.isSymbolicLink()) readLink(walk, path, entry.name);
  else if (entry.isDirectory()) {
    if (!isForeignFolder(entry.name)) readFolder(walk, path);
  } else if (entry.isFile()) {
    if (isRelevantFile(entry.name)) readSource(walk, path);
    else walk.others.push(path);
  }
}

function listFolder(walk: Walk, folder: string): readonly Dirent[] {
  try {
    return readdirSync(join(walk.root, folder), { withFileTypes: true });
  } catch {
    walk.skipped.push({ path: folder, reason: 'unreadable' });
    return [];
  }
}

function readLink(walk: Walk, path: string, name: string): void {
  if (!isRelevantFile(name)) return;
  let target: string;
  try {
    target = realpathSync(join(walk.root, path));
  } catch {
    return; // A dangling link is no file.
  }
  if (!target.startsWith(walk.root + sep)) walk.skipped.push({ path, reason: 'outside-workspace' });
}

function readSource(walk: Walk, path: string): void {
  const overlay = walk.overlays.get(path);
  const found = overlay ?? readText(`${walk.root}/${path}`);
  if (typeof found !== 'string') walk.skipped.push({ path, reason: found.reason });
  else if (walk.code === 'all' || isRelevantText(path, found))
    walk.files.push(sourceFile(path, found));
  else walk.others.push(path);
}

function readText(place: string): string | { readonly reason: SkipReason } {
  let bytes: Buffer;
  try {
    bytes = readBytes(place);
  } catch {
    return { reason: 'unreadable' };
  }
  if (bytes.length > largestFile) return { reason: 'too-large' };
  if (!isUtf8(bytes)) return { reason: 'encoding' };
  return bytes.includes(0) ? { reason: 'binary' } : bytes.toString('utf8');
}

/**
 * What is in a file, or more than the largest size of it; to be used before the next call. This is
 * faster than `readFileSync`, and never reads a file that is gigabytes of data.
 */
function readBytes(place: string): Buffer {
  const handle = openSync(place, 'r');
  try {
    const first = buffer.subarray(0, readSync(handle, buffer, 0, buffer.length, null));
    if (first.length < buffer.length) return first;
    const rest = Buffer.alloc(largestFile + 1);
    return Buffer.concat([first, rest.subarray(0, readSync(handle, rest, 0, rest.length, null))]);
  } finally {
    closeSync(handle);
  }
}

/** The hash is worked out when it is asked for: only files that change need one. */
function sourceFile(path: string, text: string): SourceFile {
  let hash: string | undefined;
  return {
    path,
    text,
    get hash() {
      hash ??= createHash('sha256').update(text).digest('hex');
      return hash;
    },
  };
}
