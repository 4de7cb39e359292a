import { notice } from '../../core/notice.ts';
import { argumentsOf } from '../../formats/python/arguments.ts';
import { isRevision } from '../alembic/revisions.ts';
import { type PythonFile, placeIn, pythonFilesWith } from '../python-files.ts';
import { type Finding, outcome, type Recipe } from '../recipe.ts';
import { type ColumnCall, columnsOf, isTrue } from './columns.ts';
import { calledMethod } from './type-uses.ts';

interface SequenceColumn extends Finding {
  readonly file: PythonFile;
  readonly column: ColumnCall;
}

/** Names columns besides the key that a sequence fills: SQLite has none, and they stay empty. */
export const sequenceColumns: Recipe<SequenceColumn> = {
  id: 'sequence-columns',
  ecosystem: 'sqlalchemy',
  title: 'Name columns that only a sequence fills',
  beyondConfiguration: true,
  detect: (project) =>
    pythonFilesWith(project, /\bSequence\(/)
      .filter((file) => !isRevision(file))
      .flatMap(findColumns),
  rewrite({ file, column, span }, { target }) {
    if (target.server) return outcome({});
    const values = { column: column.name || 'The column', engine: target.label };
    return outcome({ notices: [notice('sequence-column', placeIn(file, span), values)] });
  },
};

function findColumns(file: PythonFile): readonly SequenceColumn[] {
  const { module, path } = file;
  return columnsOf(module).flatMap((column): readonly SequenceColumn[] => {
    const { call } = column;
    const isFilled = argumentsOf(module, call).some(
      ({ value }) => calledMethod(module, value) === 'Sequence',
    );
    if (!isFilled || isTrue(module, call, 'primary_key')) return [];
    const span = { start: call.from, end: call.to };
    const label = `sequence of ${column.name} in ${path}`;
    return [{ path, span, label, file, column }];
  });
}
