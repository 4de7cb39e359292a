import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { type Dirent, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { SwitchError } from '../../core/errors.ts';
import type {
  SkippedFile,
  SkipReason,
  SourceFile,
  WorkspaceSnapshot,
} from '../../core/snapshot.ts';
import { isForeignFolder, isRelevantFile, isRelevantText } from '../../recipes/relevant-path.ts';
import { loadParser } from '../../sql/parser.ts';

/** Larger files are configuration of nothing; bytes. */
const largestFile = 4 * 1024 * 1024;
/** Files of these kinds can be gigabytes of data: their size is asked for before they are read. */
const canBeData = /\.(sql|jsonc?|md|rst|cfg|in)$/i;
/** Folders read before other work of the process gets its turn. */
const foldersPerTurn = 100;

export interface ReadOptions {
  /** Texts of open editors by relative path; they win over the disk. */
  readonly overlays?: ReadonlyMap<string, string>;
  readonly signal?: AbortSignal;
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
  const walk = startWalk(folder, options.overlays ?? new Map());
  for (let turn = 1; walk.folders.length > 0; turn++) {
    readFolder(walk, walk.folders.pop() ?? '');
    if (turn % foldersPerTurn === 0) await setImmediate();
    options.signal?.throwIfAborted();
  }
  if (walk.files.some(holdsSql)) await loadParser();
  const inOrder = (a: { path: string }, b: { path: string }) => (a.path < b.path ? -1 : 1);
  return {
    files: new Map(walk.files.sort(inOrder).map((file) => [file.path, file])),
    others: new Set(walk.others.sort()),
    skipped: walk.skipped.sort(inOrder),
  };
}

/** Recipes are synchronous: the parser of SQL in code is there before they are asked. */
function holdsSql({ path, text }: SourceFile): boolean {
  if (path.endsWith('.py'))
    return /["'\s](?:SELECT|INSERT|UPDATE|DELETE|WITH|MERGE|TRUNCATE|CREATE|ALTER|DROP)\s|\b(?:CheckConstraint|create_check_constraint|Computed)\(|_where\s*=|\bexecute(?:many)?\(|\btext\(/i.test(
      text,
    );
  return /\.(?:[cm]?[jt]s|sql)$/.test(path) && /\braw\(|\bcreate\s+table\b/i.test(text);
}

interface Walk {
  readonly root: string;
  readonly overlays: ReadonlyMap<string, string>;
  /** Still to be read, relative; empty for the workspace itself. */
  readonly folders: string[];
  readonly files: SourceFile[];
  readonly others: string[];
  readonly skipped: SkippedFile[];
}

function startWalk(folder: string, overlays: ReadonlyMap<string, string>): Walk {
  try {
    const root = realpathSync(folder);
    if (!statSync(root).isDirectory()) throw new Error('not a folder');
    return { root, overlays, folders: [''], files: [], others: [], skipped: [] };
  } catch (cause) {
    throw new SwitchError(
      'workspace-not-found',
      `There is no folder ${folder}.`,
      'Name the folder of the project.',
      cause,
    );
  }
}

function readFolder(walk: Walk, folder: string): void {
  const entries = listFolder(walk, folder);
  if (entries.some(({ name }) => name === 'pyvenv.cfg')) return;
  for (const entry of entries) {
    readEntry(walk, entry, folder ? `${folder}/${entry.name}` : entry.name);
  }
}

function readEntry(walk: Walk, entry: Dirent, path: string): void {
  if (entry.isSymbolicLink()) readLink(walk, path, entry.name);
  else if (entry.isDirectory()) {
    if (!isForeignFolder(entry.name)) walk.folders.push(path);
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
  const found = overlay ?? readText(join(walk.root, path));
  if (typeof found !== 'string') walk.skipped.push({ path, reason: found.reason });
  else if (isRelevantText(path, found)) walk.files.push(sourceFile(path, found));
  else walk.others.push(path);
}

function readText(place: string): string | { readonly reason: SkipReason } {
  try {
    if (canBeData.test(place) && statSync(place).size > largestFile) return { reason: 'too-large' };
    // Reading as text at once is several times as fast as decoding a buffer.
    const text = readFileSync(place, 'utf8');
    if (text.length > largestFile) return { reason: 'too-large' };
    if (text.includes('\uFFFD') && !isUtf8(readFileSync(place))) return { reason: 'encoding' };
    return text.includes('\0') ? { reason: 'binary' } : text;
  } catch {
    return { reason: 'unreadable' };
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
