import type { Span } from '../../core/span.ts';
import { importsOf } from '../../formats/python/imports.ts';
import type { PythonModule, PythonNode } from '../../formats/python/module.ts';
import type { EmbeddedSql } from '../../language/embedded-sql.ts';
import { sqlOfModule } from '../../language/python-sql.ts';
import { isInBranch } from '../alembic/operations.ts';
import { isRevision } from '../alembic/revisions.ts';
import { rewriteStatements } from '../facts/embedded-statements.ts';
import { rawPathsOf } from '../facts/raw-files.ts';
import { modifyPython, type PythonFile, pythonFilesWith } from '../python-files.ts';
import { type Finding, outcome, type Recipe } from '../recipe.ts';
import { branchesOnDialect } from '../sqlalchemy/type-uses.ts';
import { guardNeedless } from './needless-statements.ts';

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
    const guarded = guardNeedless(file, context);
    const open = statements.filter(({ span }) => !isGuarded(file, span, guarded.statements));
    const rewritten = rewriteStatements(file.source, open, context);
    const edits = [...guarded.edits, ...rewritten.edits];
    const notices = [...guarded.notices, ...rewritten.notices];
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

const verbs =
  /["'\s(](?:SELECT|INSERT\s+INTO|UPDATE|DELETE\s+FROM|WITH|MERGE\s+INTO|TRUNCATE)\s|["']\s*(?:CREATE|ALTER|DROP|SET|LOCK|REFRESH|NOTIFY|COMMENT\s+ON|PRAGMA|ATTACH)\s/i;

/** Whether a text runs on one dialect alone, from now on or by its author's own test. */
function isGuarded({ module }: PythonFile, span: Span, guarded: readonly PythonNode[]): boolean {
  const node = module.root.resolveInner(span.start, 1);
  return (
    guarded.some(({ from, to }) => from <= span.start && span.end <= to) ||
    isInBranch(module, node) ||
    isBehindReturn(module, node)
  );
}

/** Whether its function ends before it on another dialect: `if dialect.name != "sqlite": return`. */
function isBehindReturn(module: PythonModule, node: PythonNode): boolean {
  for (let at = node; at.parent && at.name !== 'FunctionDefinition'; at = at.parent) {
    for (let before = at.prevSibling; before; before = before.prevSibling) {
      const last = before.getChild('Body')?.lastChild?.name;
      if (last === 'ReturnStatement' && branchesOnDialect(module, before)) return true;
    }
  }
  return false;
}

function importsDriver({ module }: PythonFile): boolean {
  return importsOf(module).some(({ module: name }) =>
    /^(?:psycopg2?|psycopg_pool|asyncpg|aiopg|pg8000|sqlite3|aiosqlite)(?:\.|$)/.test(name),
  );
}
