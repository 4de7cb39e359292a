import { type Notice, notice } from '../../../core/notice.ts';
import { columnValuesOf } from '../../facts/column-values.ts';
import type { RawFile } from '../../facts/raw-files.ts';
import { rawSchemaOf } from '../../facts/raw-schema.ts';
import { placeIn } from '../../python-files.ts';
import type { SwitchContext } from '../../recipe.ts';

/** Says, where a file opens the database, which values are converted and which are not. */
export function valueNotices(
  { file, connects, pools }: RawFile,
  context: SwitchContext,
): readonly Notice[] {
  const { columns, ambiguous } = columnValuesOf(rawSchemaOf(context.project));
  const [first] = [...connects, ...pools];
  if (!first) return [];
  const at = placeIn(file, { start: first.from, end: first.to });
  return [
    ...(columns.length > 0 ? [notice('raw-values', at, { engine: context.target.label })] : []),
    ...ambiguous.map((name) => notice('raw-column-ambiguous', at, { name })),
  ];
}
