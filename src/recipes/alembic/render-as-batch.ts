import type { TextEdit } from '../../core/edit.ts';
import { notice } from '../../core/notice.ts';
import { appendArgument, argumentsOf, keyword } from '../../formats/python/arguments.ts';
import { callsOf } from '../../formats/python/imports.ts';
import type { PythonNode } from '../../formats/python/module.ts';
import { textOf } from '../../formats/python/module.ts';
import { wrapLongCalls } from '../../formats/python/wrap-call.ts';
import { lineLimit } from '../facts/line-limit.ts';
import { migrationEnvironmentsOf } from '../facts/migration-environments.ts';
import { servedEngines } from '../facts/served-engines.ts';
import { engineOfProject } from '../facts/sqlalchemy-engines.ts';
import type { Project } from '../project.ts';
import { modifyPython, type PythonFile, placeIn, pythonFilesWith } from '../python-files.ts';
import { type Finding, outcome, type Recipe } from '../recipe.ts';

interface BatchCalls extends Finding {
  readonly file: PythonFile;
  /** Calls that take `render_as_batch` and do not have it. */
  readonly calls: readonly PythonNode[];
  /** Calls whose arguments are in part somewhere else. */
  readonly open: readonly PythonNode[];
}

/**
 * Has Alembic write changes of a table as batch operations, which build the table again where the
 * database cannot change it. Other databases run them as plain ALTER TABLE.
 * @see https://alembic.sqlalchemy.org/en/latest/batch.html
 */
export const renderAsBatch: Recipe<BatchCalls> = {
  id: 'render-as-batch',
  ecosystem: 'alembic',
  title: 'Have Alembic write table changes that SQLite can run',
  detect: (project) => [
    ...migrationEnvironmentsOf(project).map(({ file, configures }) =>
      findingOf(project, file, configures),
    ),
    ...extensions(project),
  ],
  rewrite({ file, calls, open }, context) {
    const { project } = context;
    const of = servedEngines(context).find(({ sqlalchemy }) => sqlalchemy.rebuildsTables);
    if (!of) return outcome({});
    const added = calls.map((call) => batchEdit(file, call));
    const edits = wrapLongCalls(file.module, added, lineLimit(project, file.path));
    const title = 'Write table changes as batch operations';
    const why = `${of.label} changes little of a table in place; a batch builds it again.`;
    return outcome({
      changes: edits.length > 0 ? [{ title, why, change: modifyPython(file, edits) }] : [],
      notices: open.map(({ from: start, to: end }) => {
        return notice('batch-unsure', placeIn(file, { start, end }), {});
      }),
    });
  },
};

function findingOf(project: Project, file: PythonFile, all: readonly PythonNode[]): BatchCalls {
  const { module, path } = file;
  const missing = all.filter((call) => {
    const value = keyword(module, call, 'render_as_batch')?.value;
    return !value || textOf(module, value) === 'False';
  });
  const isOpen = (call: PythonNode) => argumentsOf(module, call).some(({ star }) => star === '**');
  const [first] = all;
  const engine = engineOfProject(project);
  return {
    path,
    span: { start: first?.from ?? 0, end: first?.to ?? 0 },
    ...(engine && { engine }),
    label: `Alembic in ${path}`,
    file,
    calls: missing.filter((call) => !isOpen(call)),
    open: missing.filter((call) => isOpen(call) && !takesFromExtension(file, call)),
  };
}

function batchEdit({ module }: PythonFile, call: PythonNode): TextEdit {
  const value = keyword(module, call, 'render_as_batch')?.value;
  return value
    ? { start: value.from, end: value.to, newText: 'True' }
    : appendArgument(module, call, 'render_as_batch=True');
}

/** Flask-Migrate hands its own arguments on; they are set where it is made. */
function takesFromExtension({ module, source }: PythonFile, call: PythonNode): boolean {
  return /\bextensions\b/.test(source.text) || /configure_args/.test(textOf(module, call));
}

/** `Migrate(app, db)` of Flask-Migrate, whose older releases do not write batches. */
function extensions(project: Project): readonly BatchCalls[] {
  return pythonFilesWith(project, /\bflask_migrate\b/).flatMap((file) => {
    const isMaker = (name: string) => name === 'flask_migrate.Migrate';
    const calls = callsOf(file.module, file.module.root, isMaker);
    return calls.length > 0 ? [findingOf(project, file, calls)] : [];
  });
}
