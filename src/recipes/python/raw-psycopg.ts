import { notice } from '../../core/notice.ts';
import { engines } from '../../engines/index.ts';
import { pythonDriverFor } from '../../engines/url.ts';
import { importsOf } from '../../formats/python/imports.ts';
import type { PythonNode } from '../../formats/python/module.ts';
import { psycopgFamily } from '../facts/raw-family.ts';
import { type RawFile, rawCodeOf } from '../facts/raw-files.ts';
import { modifyPython, type PythonFile, placeIn } from '../python-files.ts';
import { type Finding, outcome, type Recipe } from '../recipe.ts';
import { leftNotices } from './raw/driver-names.ts';
import { obstaclesIn } from './raw/obstacles.ts';
import { styleOfFile } from './raw/psycopg-async.ts';
import { rewritePsycopgFile } from './raw/psycopg-rewrite.ts';

interface RawDriverFile extends Finding {
  readonly raw: RawFile;
}

const server = Object.values(engines).find(({ pythonDrivers }) =>
  pythonDrivers.some(({ module }) => module === 'psycopg2'),
);

/**
 * Moves code that uses psycopg itself to sqlite3, and to aiosqlite where it waits: imports, connections, cursors, placeholders,
 * exceptions and the SQL. A file with something that has no counterpart is left and named.
 */
export const rawPsycopg: Recipe<RawDriverFile> = {
  id: 'raw-psycopg',
  ecosystem: 'python',
  title: 'Move code that uses psycopg itself to sqlite3',
  detect: (project) =>
    rawCodeOf(project, psycopgFamily).files.map((raw) => {
      const { path } = raw.file;
      const span = { start: 0, end: 0 };
      return { path, span, ...(server && { engine: server.id }), label: `psycopg in ${path}`, raw };
    }),
  rewrite({ raw }, context) {
    if (context.source !== server || context.target.server) return outcome({});
    const { file } = raw;
    const { module } = pythonDriverFor(context.target, styleOfFile(file));
    if (context.goal.strategy === 'keep-both') {
      const at = placeOf(file, importsOf(file.module)[0]?.statement);
      return outcome({
        notices: [notice('raw-driver-left', at, { engine: context.source.label })],
      });
    }
    const obstacles = obstaclesIn(file);
    if (obstacles.length > 0) {
      return outcome({ notices: leftNotices(raw, obstacles, context) });
    }
    const { edits, notices } = rewritePsycopgFile(raw, context);
    const title = `Use ${module} in ${file.path.slice(file.path.lastIndexOf('/') + 1)}`;
    const why = `The code talks to ${context.source.label} through its own driver.`;
    const change = modifyPython(file, edits);
    return outcome({ changes: edits.length > 0 ? [{ title, why, change }] : [], notices });
  },
};

function placeOf(file: PythonFile, node: PythonNode | undefined) {
  return placeIn(file, { start: node?.from ?? 0, end: node?.to ?? 0 });
}
