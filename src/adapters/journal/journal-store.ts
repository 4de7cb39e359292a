import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { SwitchError } from '../../core/errors.ts';
import type { Journal } from '../../core/journal.ts';
import type { JournalStore } from '../../core/ports.ts';
import { hashOfText } from '../workspace/file-store.ts';
import { workspaceRoot } from '../workspace/workspace-root.ts';
import { journalFolder, makeHome } from './home.ts';
import { withLock } from './lock.ts';

/**
 * Journals in the workspace's own folder, shared by the editor and the command line:
 * `.engine-switch/journal/<id>/{journal.json,report.md,contents/<hash>,aside/<path>}`.
 */
export async function openJournalStore(workspace: string): Promise<JournalStore> {
  const root = await workspaceRoot(workspace);
  const home = join(root, journalFolder);
  const folder = (id: string) => join(home, 'journal', id);
  return {
    list: () => listJournals(join(home, 'journal')),
    save: async (journal) => {
      await makeHome(home);
      const text = `${JSON.stringify(journal, undefined, 2)}\n`;
      await writeWhole(join(folder(journal.id), 'journal.json'), text);
    },
    keep: async (id, hash, text) => {
      await makeHome(home);
      await writeWhole(join(folder(id), 'contents', hash), text);
    },
    content: (id, hash) => readContent(join(folder(id), 'contents', hash), hash),
    setAside: async (id, path) => {
      const target = join(folder(id), 'aside', path);
      await mkdir(dirname(target), { recursive: true });
      await rename(join(root, path), target);
    },
    saveReport: async (id, markdown) => {
      await writeWhole(join(folder(id), 'report.md'), markdown);
      return `${journalFolder}/journal/${id}/report.md`;
    },
    newId: () => `${timestamp(new Date())}-${randomBytes(3).toString('hex')}`,
    exclusively: async (work) => {
      await makeHome(home);
      return withLock(join(home, 'lock'), work);
    },
  };
}

/** `20261120T114500123Z`: sorts by time. */
function timestamp(now: Date): string {
  return now.toISOString().replace(/[-:.]/g, '');
}

/** Only the user may read it, and it is never there in part. */
async function writeWhole(place: string, text: string): Promise<void> {
  await mkdir(dirname(place), { recursive: true, mode: 0o700 });
  const temporary = `${place}.tmp`;
  await writeFile(temporary, text, { mode: 0o600, flush: true });
  await chmod(temporary, 0o600);
  await rename(temporary, place);
}

async function listJournals(folder: string): Promise<readonly Journal[]> {
  const ids = await readdir(folder).catch(() => []);
  const journals = await Promise.all(
    ids
      .sort()
      .reverse()
      .map((id) => readJournal(folder, id)),
  );
  return journals.flatMap((journal) => journal ?? []);
}

/** Nothing for a folder that was killed before its first save: no effect had happened yet. */
async function readJournal(folder: string, id: string): Promise<Journal | undefined> {
  const text = await readFile(join(folder, id, 'journal.json'), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    const journal: Journal = JSON.parse(text);
    if (journal.version === 1 && journal.id === id) return journal;
  } catch (cause) {
    throw damaged(`journal/${id}/journal.json`, cause);
  }
  throw damaged(`journal/${id}/journal.json`);
}

async function readContent(place: string, hash: string): Promise<string> {
  const text = await readFile(place, 'utf8').catch((cause: unknown) => {
    throw damaged(`contents/${hash}`, cause);
  });
  if (hashOfText(text) !== hash) throw damaged(`contents/${hash}`);
  return text;
}

function damaged(part: string, cause?: unknown): SwitchError {
  return new SwitchError(
    'journal-damaged',
    `The record of the switch is damaged: ${journalFolder}/${part}.`,
    'Take the files back from version control; the kept contents are in the same folder.',
    cause,
  );
}
