import { notice } from '../../core/notice.ts';
import { engines } from '../../engines/index.ts';
import { textOf } from '../../formats/python/module.ts';
import { isRevision } from '../alembic/revisions.ts';
import { type PythonFile, placeIn, pythonFilesWith } from '../python-files.ts';
import { type Finding, outcome, type Recipe } from '../recipe.ts';
import { type ColumnCall, columnsOf } from './columns.ts';

interface AwareColumns extends Finding {
  readonly file: PythonFile;
  readonly columns: readonly ColumnCall[];
}

/**
 * Tells of columns that keep a time zone now and will not: comparing a value of one with an aware
 * datetime raises TypeError.
 * @see https://docs.sqlalchemy.org/en/20/dialects/sqlite.html#date-and-time-types
 */
export const awareDatetimes: Recipe<AwareColumns> = {
  id: 'aware-datetimes',
  ecosystem: 'sqlalchemy',
  title: 'Name columns whose time zone is lost',
  beyondConfiguration: true,
  detect: (project) =>
    pythonFilesWith(project, /\btimezone\s*=\s*True\b/)
      .filter((file) => !isRevision(file))
      .flatMap(findColumns),
  rewrite({ file, columns, span }, { target }) {
    if (target.schema.keepsTimeZones) return outcome({});
    const values = { engine: target.label, count: String(columns.length) };
    return outcome({ notices: [notice('aware-datetimes', placeIn(file, span), values)] });
  },
};

function findColumns(file: PythonFile): readonly AwareColumns[] {
  const columns = columnsOf(file.module).filter(
    ({ type }) => type && /\btimezone\s*=\s*True\b/.test(textOf(file.module, type)),
  );
  const [first] = columns;
  const keeper = Object.values(engines).find(({ schema }) => schema.keepsTimeZones);
  if (!first?.type || !keeper) return [];
  return [
    {
      path: file.path,
      span: { start: first.type.from, end: first.type.to },
      engine: keeper.id,
      label: `timestamps with a time zone in ${file.path}`,
      file,
      columns,
    },
  ];
}
