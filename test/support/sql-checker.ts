import { loadSyntaxCheck } from '../../src/adapters/sqlite/syntax-check.ts';
import type { SqlChecker } from '../../src/language/check-document.ts';
import { rulesFor } from '../../src/sql/direction-rules.ts';
import { loadParser } from '../../src/sql/parser.ts';
import { translator } from '../../src/sql/translate.ts';

/** What a document is checked with for SQLite; `schema` in PostgreSQL's SQL. */
export async function sqliteChecker(schema = ''): Promise<SqlChecker> {
  const [isAccepted] = await Promise.all([loadSyntaxCheck(), loadParser()]);
  const ids = new Set(rulesFor('postgresql-to-sqlite').map(({ id }) => id));
  return {
    analyze: translator({ from: 'postgresql', to: 'sqlite', schema }),
    isAccepted,
    isChecked: (rule) => ids.has(rule),
  };
}
