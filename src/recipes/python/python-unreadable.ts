import { notice } from '../../core/notice.ts';
import { rangeOf } from '../../core/span.ts';
import { engineOfScheme } from '../../engines/index.ts';
import { unreadablePythonFiles } from '../python-files.ts';
import { type Finding, outcome, type Recipe } from '../recipe.ts';

interface UnreadableFile extends Finding {
  readonly text: string;
}

const marker = /postgres|psycopg|asyncpg|sqlite|sqlalchemy|DATABASE_UR[LI]/i;

/** Names the Python files that may configure a database and cannot be read. */
export const pythonUnreadable: Recipe<UnreadableFile> = {
  id: 'python-unreadable',
  ecosystem: 'python',
  title: 'Name Python files that cannot be read',
  detect: (project) =>
    unreadablePythonFiles(project, marker).map(({ source: { path, text }, problem }) => {
      const scheme = /\b([a-z]\w*)(?:\+\w+)?:\/\//gi;
      const [engine] = [...text.matchAll(scheme)].flatMap(([, name = '']) => {
        return engineOfScheme(name)?.id ?? [];
      });
      const span = problem.span ?? { start: 0, end: 0 };
      return { path, span, label: path, text, ...(engine && { engine }) };
    }),
  rewrite: ({ path, text, span }) =>
    outcome({ notices: [notice('python-unreadable', { path, range: rangeOf(text, span) }, {})] }),
};
