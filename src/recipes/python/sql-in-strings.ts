import { importsOf } from '../../formats/python/imports.ts';
import type { EmbeddedSql } from '../../language/embedded-sql.ts';
import { sqlOfModule } from '../../language/python-sql.ts';
import { isRevision } from '../alembic/revisions.ts';
import { rewriteStatements } from '../facts/embedded-statements.ts';
import { rawPathsOf } from '../facts/raw-files.ts';
import { modifyPython, type PythonFile, pythonFilesWith } from '../python-files.ts';
import { type Finding, outcome, type Recipe } from '../recipe.ts';

interface SqlStrings extends Finding {
  readonly file: PythonFile;
  readonly statements: readonly EmbeddedSql[];
}

/**
 * Translates the SQL that Python code hands to a toolkit as text: `text("...")`, `execute("...")`,
 * constants. Code that uses a driver itself, and revisions, have recipes of their own.
 */
export const sqlInStrings: Recipe<SqlStrings> = {
  id: 'sql-in-strings',
  ecosystem: 'python',
  title: 'Translate the SQL in strings of Python code',
  beyondConfiguration: true,
  detect(project) {
    const raw = rawPathsOf(project);
    const files = pythonFilesWith(project, verbs).filter(
      (file) => !isRevision(file) && !raw.has(file.path) && !importsDriver(file),
    );
    return files.flatMap((file) => {
      const statements = sqlOfModule(file.module);
      const [first] = statements;
      if (!first) return [];
      const { span } = first;
      return [{ path: file.path, span, label: `SQL in ${file.path}`, file, statements }];
    });
  },
  rewrite({ file, statements }, context) {
    const { edits, notices } = rewriteStatements(file.source, statements, context);
    if (edits.length === 0) return outcome({ notices });
    return outcome({
      changes: [
        {
          title: `Write the SQL in ${file.path.slice(file.path.lastIndexOf('/') + 1)} for ${context.target.label}`,
          why: `${context.target.label} does not run it as it stands.`,
          change: modifyPython(file, edits),
        },
      ],
      notices,
    });
  },
};

const verbs = /["'\s(](?:SELECT|INSERT\s+INTO|UPDATE|DELETE\s+FROM|WITH|MERGE\s+INTO|TRUNCATE)\s/i;

function importsDriver({ module }: PythonFile): boolean {
  return importsOf(module).some(({ module: name }) =>
    /^(?:psycopg2?|psycopg_pool|asyncpg|aiopg|pg8000|sqlite3|aiosqlite)(?:\.|$)/.test(name),
  );
}
