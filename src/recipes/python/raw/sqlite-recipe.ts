import { notice } from '../../../core/notice.ts';
import { engines } from '../../../engines/index.ts';
import { importsOf } from '../../../formats/python/imports.ts';
import type { DriverFamily } from '../../facts/raw-family.ts';
import { type RawFile, rawCodeOf } from '../../facts/raw-files.ts';
import { baseName } from '../../project.ts';
import { modifyPython, placeIn } from '../../python-files.ts';
import { type Finding, outcome, type Recipe } from '../../recipe.ts';
import { rewriteSqliteFile } from './sqlite-rewrite.ts';

interface SqliteFile extends Finding {
  readonly raw: RawFile;
}

interface SqliteRecipe {
  readonly id: string;
  readonly title: string;
  readonly family: DriverFamily;
  readonly style: 'sync' | 'async';
}

const file = Object.values(engines).find(({ server }) => !server);

/** A recipe that moves the code of one of SQLite's drivers to psycopg. */
export function sqliteRecipe({ id, title, family, style }: SqliteRecipe): Recipe<SqliteFile> {
  return {
    id,
    ecosystem: 'python',
    title,
    detect: (project) =>
      rawCodeOf(project, family).files.map((raw) => {
        const { path } = raw.file;
        const span = { start: 0, end: 0 };
        const label = `${family.id} in ${path}`;
        return { path, span, ...(file && { engine: file.id }), label, raw };
      }),
    rewrite({ raw, path }, context) {
      if (context.source !== file || !context.target.server) return outcome({});
      if (context.goal.strategy === 'keep-both') {
        const { from: start = 0, to: end = 0 } = importsOf(raw.file.module)[0]?.statement ?? {};
        const at = placeIn(raw.file, { start, end });
        const values = { engine: context.source.label };
        return outcome({ notices: [notice('raw-driver-left', at, values)] });
      }
      const { edits, notices } = rewriteSqliteFile(raw, style, context);
      const title = `Use psycopg in ${baseName(path)}`;
      const why = `The code opens a file of ${context.source.label} itself.`;
      const change = modifyPython(raw.file, edits);
      return outcome({ changes: edits.length > 0 ? [{ title, why, change }] : [], notices });
    },
  };
}
