import { loadSyntaxCheck } from '../../src/adapters/sqlite/syntax-check.ts';
import { checkDocument, type SqlDiagnostic } from '../../src/language/check-document.ts';
import type { SqlChecker } from '../../src/language/examine.ts';
import { readDocument } from '../../src/language/read-document.ts';
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
    isTranslated: () => false,
    isChecked: (rule) => ids.has(rule),
  };
}

/** What is said of a text under this path. */
export function checkText(
  path: string,
  text: string,
  checker: SqlChecker,
): readonly SqlDiagnostic[] {
  const document = readDocument(path, text);
  return document ? checkDocument(document, checker) : [];
}
