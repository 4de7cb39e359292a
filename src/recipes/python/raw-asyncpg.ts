import { notice } from '../../core/notice.ts';
import { engines } from '../../engines/index.ts';
import { importsOf } from '../../formats/python/imports.ts';
import { asyncpgFamily } from '../facts/raw-family.ts';
import { type RawFile, rawCodeOf } from '../facts/raw-files.ts';
import { baseName } from '../project.ts';
import { modifyPython, placeIn } from '../python-files.ts';
import { type Finding, outcome, type Recipe } from '../recipe.ts';
import { rewriteAsyncpgFile } from './raw/asyncpg-rewrite.ts';

interface AsyncpgFile extends Finding {
  readonly raw: RawFile;
}

const server = Object.values(engines).find(({ pythonDrivers }) =>
  pythonDrivers.some(({ module }) => module === 'asyncpg'),
);

/**
 * Moves code that uses asyncpg itself to aiosqlite: connections and pools keep the calls that the
 * code makes of them, so that what changes is where they are opened, the SQL and the exceptions.
 */
export const rawAsyncpg: Recipe<AsyncpgFile> = {
  id: 'raw-asyncpg',
  ecosystem: 'python',
  title: 'Move code that uses asyncpg itself to aiosqlite',
  detect: (project) =>
    rawCodeOf(project, asyncpgFamily).files.map((raw) => {
      const { path } = raw.file;
      const span = { start: 0, end: 0 };
      return { path, span, ...(server && { engine: server.id }), label: `asyncpg in ${path}`, raw };
    }),
  rewrite({ raw, path }, context) {
    if (context.source !== server || context.target.server) return outcome({});
    const { file } = raw;
    if (context.goal.strategy === 'keep-both') {
      const { from: start = 0, to: end = 0 } = importsOf(file.module)[0]?.statement ?? {};
      const at = placeIn(file, { start, end });
      return outcome({
        notices: [notice('raw-driver-left', at, { engine: context.source.label })],
      });
    }
    const { edits, notices } = rewriteAsyncpgFile(raw, context);
    const title = `Use aiosqlite in ${baseName(path)}`;
    const why = `The code talks to ${context.source.label} through its own driver.`;
    const change = modifyPython(file, edits);
    return outcome({ changes: edits.length > 0 ? [{ title, why, change }] : [], notices });
  },
};
