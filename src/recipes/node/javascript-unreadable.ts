import type { EngineId } from '../../core/goal.ts';
import { notice } from '../../core/notice.ts';
import { rangeOf } from '../../core/span.ts';
import { engines } from '../../engines/index.ts';
import { unreadableJavaScriptFiles } from '../facts/javascript-files.ts';
import { type Finding, outcome, type Recipe } from '../recipe.ts';

interface UnreadableFile extends Finding {
  readonly text: string;
  readonly problem: string;
}

/** What a file that configures Knex or uses a driver itself cannot do without. */
const marker = /['"`]knex['"`]|\bknex\(|['"`](?:pg|better-sqlite3|sqlite3)['"`]/i;

/** Names the JavaScript and TypeScript files that may configure a database and cannot be read. */
export const javascriptUnreadable: Recipe<UnreadableFile> = {
  id: 'javascript-unreadable',
  ecosystem: 'node',
  title: 'Name JavaScript files that cannot be read',
  detect: (project) =>
    unreadableJavaScriptFiles(project, marker).map(({ source: { path, text }, problem }) => {
      const span = problem.span ?? { start: 0, end: 0 };
      const engine = engineNamed(text);
      return { path, span, label: path, text, problem: problem.message, ...(engine && { engine }) };
    }),
  rewrite({ path, text, span, problem }) {
    const values = { format: /ts$/.test(path) ? 'TypeScript' : 'JavaScript', problem };
    return outcome({
      notices: [notice('file-unparsable', { path, range: rangeOf(text, span) }, values)],
    });
  },
};

/** The engine whose client or package the text has in quotes. */
function engineNamed(text: string): EngineId | undefined {
  const named = Object.values(engines).find(({ nodeDrivers }) => {
    const names = nodeDrivers.flatMap(({ packages, knexClients }) => [...packages, ...knexClients]);
    return new RegExp(`['"\`](?:${names.join('|')})['"\`]`).test(text);
  });
  return named?.id;
}
