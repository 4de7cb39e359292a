import type { TextEdit } from '../../core/edit.ts';
import { importEdits, leftUnused, type NewImport } from '../../formats/python/import-edits.ts';
import { type ImportedName, importsOf, listOf } from '../../formats/python/imports.ts';
import { nodesOf, textOf } from '../../formats/python/module.ts';
import { wrapLongCalls } from '../../formats/python/wrap-call.ts';
import { isRevision } from '../alembic/revisions.ts';
import { lineLimit } from '../facts/line-limit.ts';
import type { Project } from '../project.ts';
import { modifyPython, type PythonFile, pythonFilesWith } from '../python-files.ts';
import type { ProposedChange } from '../recipe.ts';

/** Edits of a file with the imports that they need. */
export interface PythonRewrite {
  readonly edits: readonly TextEdit[];
  readonly imports: readonly NewImport[];
}

export const noRewrite: PythonRewrite = { edits: [], imports: [] };

/** Rewrites of one file as one. */
export function joinRewrites(rewrites: readonly PythonRewrite[]): PythonRewrite {
  return {
    edits: rewrites.flatMap(({ edits }) => edits),
    imports: rewrites.flatMap(({ imports }) => imports),
  };
}

/**
 * All edits of a rewritten file: the rewrites' own, the imports that they need, and away with the
 * imports that only replaced code used. A name that another file imports from here stays.
 */
export function finishRewrite(
  file: PythonFile,
  rewrite: PythonRewrite,
  project: Project,
): readonly TextEdit[] {
  const { edits, imports } = rewrite;
  if (edits.length === 0) return [];
  const replaced = namesReplaced(file, edits);
  const candidates = importsOf(file.module).filter(
    (found) =>
      found.statement.parent?.name === 'Script' &&
      replaced.has(found.local) &&
      !isImportedFromHere(found, file, project),
  );
  const removed = removable(file, leftUnused(file.module, edits, candidates), imports);
  const wrapped = wrapLongCalls(file.module, edits, lineLimit(project, file.path));
  return [...wrapped, ...importEdits(file.module, { added: imports, removed })];
}

/**
 * The unused names but for those whose statement other steps may put names into: that of SQLAlchemy
 * itself stays, unless this step gives it new names.
 */
function removable(
  { module }: PythonFile,
  unused: readonly ImportedName[],
  added: readonly NewImport[],
): readonly ImportedName[] {
  const source = 'sqlalchemy';
  const shared = listOf(module, source);
  const empties = shared.every(({ from }) => unused.some((name) => name.from === from));
  if (!empties || added.some((each) => each.source === source)) return unused;
  return unused.filter((name) => name.statement.from !== shared[0]?.statement.from);
}

/** The rewrites of one file as one change; none where nothing is edited. */
export function changesOfRewrites(
  file: PythonFile,
  rewrites: readonly PythonRewrite[],
  project: Project,
  words: Pick<ProposedChange, 'title' | 'why'>,
): readonly ProposedChange[] {
  const edits = finishRewrite(file, joinRewrites(rewrites), project);
  return edits.length > 0 ? [{ ...words, change: modifyPython(file, edits) }] : [];
}

function namesReplaced({ module }: PythonFile, edits: readonly TextEdit[]): ReadonlySet<string> {
  const names = nodesOf(module.root, 'VariableName').filter((node) =>
    edits.some(({ start, end }) => start <= node.from && node.to <= end),
  );
  return new Set(names.map((node) => textOf(module, node)));
}

/** Whether another file of the project takes this name from a module of the project's own. */
function isImportedFromHere(found: ImportedName, file: PythonFile, project: Project): boolean {
  if (isRevision(file)) return false;
  const stem =
    file.path
      .replace(/(?:\/__init__)?\.py$/, '')
      .split('/')
      .at(-1) ?? '';
  const marker = new RegExp(`^(?=[\\s\\S]*\\b${stem}\\b)[\\s\\S]*\\b${found.local}\\b`);
  return pythonFilesWith(project, marker).some(
    (other) =>
      other.path !== file.path &&
      importsOf(other.module).some(
        ({ module, name }) => name === found.local && module.split('.').at(-1) === stem,
      ),
  );
}
